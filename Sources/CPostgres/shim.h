// libpq for Swift, as pkg-config finds it; Swift imports its functions as they are, so there are no wrappers.
#pragma once

#include <libpq-fe.h>
