/** How a status page looks: one sheet inside the page, so that it is whole wherever its files lie. */

/** `colour` is that of the head, such as #0b5fff; without one the head is as the rest. */
export function styleOf(colour: string | null): string {
  const head =
    colour === null ? '' : `.head{background:${colour};color:${inkOn(colour)};border-color:${colour}}`;
  return `${sheet}${head}`.replace(/\n\s*/g, '');
}

/** Black or white, whichever is read more easily on it (WCAG 2.2, relative luminance). */
export function inkOn(colour: string): '#ffffff' | '#14171c' {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.0575 ? '#ffffff' : '#14171c';
}

const sheet = `
:root{color-scheme:light dark;--ground:#f6f7f9;--surface:#fff;--ink:#14171c;--quiet:#545b66;--line:#dfe3e8;--link:#1d4fd7;
--o:#1a7f4b;--w:#2f5fd0;--d:#8a6100;--p:#b34700;--m:#b3261e;--n:#d5d9df;--bo:#e6f4ec;--bw:#e8eefc;--bd:#fbf1d8;--bp:#fdeadd;--bm:#fce8e6}
@media(prefers-color-scheme:dark){:root{--ground:#101318;--surface:#181c23;--ink:#eef0f3;--quiet:#a6aeba;--line:#2b313b;--link:#8fb0ff;
--o:#5fd39a;--w:#93b2ff;--d:#eebf55;--p:#ff9e5e;--m:#ff8f85;--n:#343b46;--bo:#12291e;--bw:#182543;--bd:#30260c;--bp:#351e0e;--bm:#3a1715}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
a:focus-visible,summary:focus-visible{outline:2px solid currentColor;outline-offset:2px;border-radius:4px}
.head{border-bottom:1px solid var(--line);background:var(--surface)}
.in{max-width:760px;margin:0 auto;padding:0 16px}
.head .in{padding-top:14px;padding-bottom:14px;font-weight:650;font-size:18px;display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:8px 16px}
.head a{color:inherit;text-decoration:none}
.head .sub{font-size:14px;font-weight:600;border:1px solid;border-radius:8px;padding:6px 12px}
.head .sub:hover{text-decoration:underline}
main.in{padding-top:24px;padding-bottom:32px}
h1{font-size:24px;line-height:1.25;margin:0}
h2{font-size:18px;margin:40px 0 12px}
h3{font-size:16px;margin:0}
p{margin:0}
.sum{display:flex;gap:16px;align-items:center;padding:28px 24px;border-radius:14px}
.sum h1{font-size:30px}
.sum>span{font-size:34px;line-height:1}
.sum p{margin-top:4px;color:var(--quiet)}
h3 a{color:inherit}
.card{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:16px;margin-bottom:12px}
.set{padding:0}
.set>*{padding:14px 16px;border-top:1px solid var(--line)}
.set>:first-child{border-top:0}
.set>h3{background:var(--ground);border-radius:12px 12px 0 0;font-size:14px;color:var(--quiet)}
.row{display:flex;justify-content:space-between;gap:12px;flex-wrap:wrap}
.row b{font-weight:600}
.q,.t{color:var(--quiet);font-size:14px}
.st{font-weight:600;white-space:nowrap}
.o{color:var(--o)}.w{color:var(--w)}.d{color:var(--d)}.p{color:var(--p)}.m{color:var(--m)}
.bo{background:var(--bo)}.bw{background:var(--bw)}.bd{background:var(--bd)}.bp{background:var(--bp)}.bm{background:var(--bm)}
.bar{display:block;width:100%;height:28px;margin-top:10px}
.bar .o{fill:var(--o)}.bar .w{fill:var(--w)}.bar .d{fill:var(--d)}.bar .p{fill:var(--p)}.bar .m{fill:var(--m)}.bar .n{fill:var(--n)}
.ends{display:flex;justify-content:space-between;gap:8px;font-size:14px;color:var(--quiet);margin-top:4px}
details{font-size:14px;margin-top:6px}
summary{cursor:pointer;color:var(--quiet);padding:4px 0}
table{border-collapse:collapse;width:100%;margin-top:6px}
th,td{text-align:left;padding:6px 8px 6px 0;border-top:1px solid var(--line);font-weight:400;vertical-align:top}
thead th{color:var(--quiet);border-top:0}
ol.ups{list-style:none;margin:12px 0 0;padding:0}
ol.ups>li{border-left:3px solid var(--line);padding:2px 0 2px 14px;margin-top:12px}
.txt{white-space:pre-line;margin:2px 0}
s{color:var(--quiet)}
footer{border-top:1px solid var(--line);color:var(--quiet);font-size:14px}
footer .in{padding-top:20px;padding-bottom:32px;display:flex;gap:8px 20px;flex-wrap:wrap}
ul.past{list-style:none;margin:0;padding:0}
@media(max-width:480px){.sum{padding:20px 16px;gap:12px}.sum h1{font-size:24px}.sum>span{font-size:26px}}
@media print{:root{color-scheme:light}body{background:#fff}.sub,details,footer a{display:none}.card,.sum,.set>*{break-inside:avoid}.head{border-bottom:1px solid}.bar,.sum{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
