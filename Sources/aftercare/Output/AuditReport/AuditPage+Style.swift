extension AuditPage {
    /// Few colours, which print in grey as well: what they say the words and marks say too. Large chapters begin on a new page in
    /// print, tables repeat their head, and nothing is torn apart that belongs together.
    static let style = """
        @page { size: A4; margin: 20mm 18mm 18mm;
          @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
        @page :first { @bottom-right { content: none; } }
        body { font-size: 10pt; line-height: 1.5; color: #1c2329; max-width: 186mm; padding: 8mm 6mm;
          -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        header { border-bottom: .8mm solid #1b4965; padding: 0 0 4mm; margin-bottom: 8mm; }
        header h1 { font-size: 24pt; line-height: 1.2; margin: 0 0 2mm; color: #1b4965; letter-spacing: .02em; }
        header p { margin: 0; color: #4a5560; }
        nav h2 { font-size: 11pt; margin: 0 0 2mm; color: #4a5560; font-weight: normal; }
        nav ol { margin: 0 0 10mm; padding-left: 8mm; }
        nav li { padding: .4mm 0; }
        nav a { color: inherit; text-decoration: none; }
        a { color: #1b4965; }
        h2, h3 { break-after: avoid; line-height: 1.3; }
        section > h2 { font-size: 15pt; color: #1b4965; margin: 12mm 0 4mm; padding-bottom: 1.5mm;
          border-bottom: .3mm solid #b8c4cc; }
        h3 { font-size: 11.5pt; margin: 7mm 0 2mm; }
        .number { display: inline-block; min-width: 11mm; padding-right: 2mm; color: #7a8791; font-weight: normal;
          font-variant-numeric: tabular-nums; }
        p { margin: 0 0 2.5mm; max-width: 165mm; }
        .note { color: #4a5560; font-size: 8.5pt; }
        .command { color: #4a5560; font-size: 8pt; font-family: "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        ul.sentences { margin: 0 0 4mm; padding: 0; list-style: none; }
        ul.sentences li { margin: 0 0 2.2mm; padding-left: 5mm; text-indent: -5mm; break-inside: avoid; max-width: 168mm; }
        ul.sentences li::before { content: ""; display: inline-block; width: 2mm; height: 2mm; margin-right: 3mm;
          background: #1b4965; vertical-align: .25mm; }
        #summary ul.sentences { font-size: 11pt; }
        .see { font-size: 8.5pt; white-space: nowrap; text-decoration: none; border-bottom: .2mm solid #b8c4cc; }
        table { font-size: 8.5pt; line-height: 1.35; margin: 2mm 0 4mm; font-variant-numeric: tabular-nums; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        th { text-align: left; font-weight: normal; color: #4a5560; border-bottom: .3mm solid #4a5560;
          vertical-align: bottom; }
        th, td { padding: 1mm 2.5mm 1mm 0; }
        td { border-bottom: .15mm solid #dfe5e9; vertical-align: top; }
        th.figure, td.figure { text-align: right; padding: 1mm 0 1mm 3mm; white-space: nowrap; }
        th.figure { white-space: normal; }
        th.short, td.short { white-space: nowrap; }
        td:first-child { min-width: 26mm; }
        td.figure + td, th.figure + th { padding-left: 3mm; }
        .good { color: #24613f; } .bad { color: #9b2226; } .faint { color: #6b7780; } .strong { font-weight: bold; }
        figure { margin: 3mm 0; break-inside: avoid; }
        svg { font: 12px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Helvetica Neue", Arial, sans-serif;
          max-width: 100%; height: auto; display: block; }
        .room { height: 60mm; border: .2mm solid #b8c4cc; margin: 3mm 0;
          background: repeating-linear-gradient(#fff 0, #fff 9.8mm, #dfe5e9 9.8mm, #dfe5e9 10mm); }
        @media print {
          body { max-width: none; padding: 0; }
          #summary, #method, #judgement, #gaps, #service, #balance, #strategy, #annex { break-before: page; }
          nav a::after { content: target-counter(attr(href url), page); float: right; color: #7a8791; }
          .command { display: none; }
        }
        """
}
