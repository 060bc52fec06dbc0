/// A page of HTML that needs nothing else and lets nothing else in: to print, to keep, to hand over.
struct HTMLPage {
    let language: String
    let title: String
    /// What this page lays out otherwise than all do.
    let style: String
    let body: String

    var text: String {
        """
        <!DOCTYPE html>
        <html lang="\(Self.escaped(language))">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="referrer" content="no-referrer"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <title>\(Self.escaped(title))</title>
        <style>
        \(Self.style)
        \(style)
        </style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    /// Text that stands in HTML as what it is; controls have no place in it.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n", "\t": escaped += " "
            case _ where scalar.properties.generalCategory == .control: break
            // What turns the direction of text could show a line as another one.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static let style = """
        @page { size: A4; margin: 14mm 12mm; }
        * { box-sizing: border-box; }
        body { font: 10.5pt/1.4 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Helvetica Neue", Arial, sans-serif;
          color: #000; background: #fff; margin: 0 auto; max-width: 190mm; padding: 0 4mm; }
        table { border-collapse: collapse; width: 100%; }
        """
}
