/** The look of the office: the till's paper, ink and light on a wide screen. Colours are those of the till's tokens. */
export const OFFICE_CSS = `@font-face{font-family:"Noto Sans Variable";src:url(/letters.woff2) format("woff2");font-weight:100 900}
:root{color-scheme:only light;--paper:#fdfbf5;--shade:#f3efe4;--ink:#1b1a17;--soft:#4a463d;--rule:rgb(27 26 23/12%);--strong:rgb(27 26 23/45%);--accent:#123a7a;--on:#fff;--paid:#0b4d2c;--refused:#86190f;--unknown:#f2b32c;--pale:#fdeec2;--roll:#fff}
*{box-sizing:border-box;margin:0}
body{background:var(--paper);color:var(--ink);font:400 1rem/1.45 "Noto Sans Variable","Noto Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
header{display:grid;grid-template-columns:1fr auto auto;align-items:center;gap:.75rem 1.5rem;padding:.75rem 2.5rem 0;border-bottom:1px solid var(--rule)}
.name{font-weight:700}
nav{grid-column:1/-1;display:flex;gap:.25rem;margin:0 -.75rem;overflow-x:auto}
nav a{padding:.6rem .75rem;color:var(--ink);text-decoration:none;white-space:nowrap;border-bottom:4px solid transparent}
nav a[aria-current]{border-bottom-color:var(--ink)}
nav a:hover{border-bottom-color:var(--strong)}
nav a:focus-visible{outline-offset:-3px}
header form{display:flex;align-items:center;gap:.5rem}
header .find input{width:19rem}
header .who{gap:1rem}header .who small{margin-top:-.2rem}
main{padding:2.5rem 2.5rem 4rem;max-width:100rem}
main.bare{max-width:31rem;margin:0 auto;padding-top:min(16vh,8rem)}main.bare .name{margin-bottom:2.5rem;padding-bottom:.75rem;border-bottom:1px solid var(--rule)}
h1{font-size:2.5rem;line-height:1.1;margin-bottom:.5rem;letter-spacing:-.01em}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem}
p.lead{font-size:1.25rem;color:var(--soft);margin-bottom:1.5rem;max-width:60rem}
p{max-width:60rem}
small{display:block;color:var(--soft);font-size:1rem}
.unseen{position:absolute;clip-path:inset(50%)}
.key{display:inline-block;margin-top:.5rem;padding:.6rem 1.25rem;border-radius:4px;background:var(--accent);color:var(--on);font-weight:700;text-decoration:none}
.keys{display:flex;flex-wrap:wrap;gap:1rem;margin-top:1.5rem}.keys .key,td .key{margin:0}
input,select,button,textarea{font:inherit;color:inherit}
input,select{background:var(--roll);border:1px solid var(--strong);border-radius:4px;padding:.6rem .75rem;min-height:2.75rem}
button{background:var(--accent);color:var(--on);border:0;border-radius:4px;padding:.6rem 1.25rem;min-height:2.75rem;font-weight:700;cursor:pointer}
button.second,.key.second{background:transparent;color:var(--ink);border:1px solid var(--strong);font-weight:400}
label{display:block;font-size:1rem;margin-bottom:.25rem}
form.row{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:1rem 0}
form.stack{display:grid;gap:1rem;margin-top:1.5rem}
.fields{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));gap:1rem 1.5rem;align-items:end;max-width:60rem}
.stack input,.fields :is(input,select){width:100%}
.wall{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1.5rem}
.tape{background:var(--roll);border:1px solid var(--rule);border-top:6px solid var(--paid);padding:1rem 1rem 1.25rem;display:flex;flex-direction:column;gap:.35rem;min-height:12rem}
.tape h2{margin:0;line-height:1.2}
.tape .state{display:flex;align-items:center;gap:.5rem;font-weight:700}
.tape .sum{font-size:1.75rem;line-height:1.1;margin-top:auto;padding-top:.5rem}
.soft{color:var(--soft)}
.tape .waits{display:flex;align-items:center;gap:.5rem;color:var(--ink)}
.tape.late{border-top-color:var(--unknown);background:repeating-linear-gradient(135deg,var(--roll) 0 10px,var(--pale) 10px 12px)}
.tape.bad{border-top-color:var(--refused)}
.tape.off{border-top-color:var(--strong);background:var(--shade)}
.mark{display:inline-block;width:1rem;height:1rem;flex:none}
.case>.mark{width:1.5rem;height:1.5rem}
.case{display:grid;grid-template-columns:1.5rem 1fr auto;align-items:start;gap:.25rem 1rem;padding:1.25rem 0;border-top:1px solid var(--rule)}
.case h2{margin:0;line-height:1.2}
.case .todo{grid-column:2}
.case .facts{grid-column:2;color:var(--soft);overflow-wrap:anywhere}
.case form{grid-column:3;grid-row:1/span 3;display:flex;gap:.5rem;align-items:start;flex-wrap:wrap;max-width:22rem}
main{overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin-top:.5rem}
caption{text-align:left;font-weight:700;padding:.5rem 0}
table.narrow{max-width:60rem}table.sums-of{table-layout:fixed;max-width:80rem;min-width:34rem}
th,td{text-align:left;padding:.55rem 1rem .55rem 0;border-bottom:1px solid var(--rule);vertical-align:baseline;overflow-wrap:break-word}
th{font-weight:700}
td.n,th.n{text-align:right}
td.act,tr>:last-child{padding-right:0}td.act{text-align:right}
.id{font-family:"Noto Sans Mono",ui-monospace,monospace;overflow-wrap:anywhere}td.id{min-width:7rem}
.wide{position:relative;overflow-x:auto}
.sums{display:flex;flex-wrap:wrap;gap:1rem 4rem;margin:2.5rem 0 1.5rem}
form.row>a{padding:.75rem 0}
.sums div{font-size:1.25rem;color:var(--soft)}
.sums strong{display:block;font-size:2.5rem;line-height:1.1;color:var(--ink)}
.chart{width:100%;height:auto;display:block;max-width:80rem}
.chart rect{fill:var(--accent)}.chart rect.back{fill:none;stroke:var(--refused);stroke-width:1.5}
.chart text{fill:var(--soft);font-size:13px}.chart line{stroke:var(--strong)}
.story{list-style:none;padding:0;border-left:3px solid var(--ink);margin-top:1rem}
.story li{padding:.5rem 0 .5rem 1.25rem}.story time{color:var(--soft);display:inline-block;min-width:13rem}
.code{font:700 1.75rem/1.3 "Noto Sans Mono",ui-monospace,monospace;background:var(--roll);border:2px solid var(--ink);padding:1rem 1.5rem;display:inline-block;overflow-wrap:anywhere;margin:1rem 0}
.said{border-left:6px solid var(--refused);padding:.75rem 1rem;background:var(--roll);font-weight:700;margin:1rem 0}
.notice{border:1px solid var(--rule);border-left:0;padding:1.5rem 1.5rem 1.5rem 3rem;margin-bottom:1.5rem;background:repeating-linear-gradient(135deg,var(--unknown) 0 6px,var(--pale) 6px 12px) 0/1.5rem 100% no-repeat,var(--roll)}
.notice h2{margin:0 0 .5rem}
.notice form{display:flex;flex-wrap:wrap;align-items:center;gap:.75rem 1rem;margin-top:1rem}.notice form p{color:var(--soft)}.notice .soft{margin-top:1rem}
.names{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin-top:1rem}.names li{display:flex;align-items:center;gap:.5rem}
.qr{display:block;width:min(16rem,100%);border:1px solid var(--rule)}
.config{display:grid;gap:.5rem;margin:1rem 0;justify-items:start}.config textarea{width:100%;max-width:60rem;background:var(--roll);border:1px solid var(--strong);border-radius:4px;padding:.6rem .75rem;font-family:"Noto Sans Mono",ui-monospace,monospace}
.versions{list-style:none;padding:0}.versions li{display:flex;gap:1rem;justify-content:space-between;padding:.75rem 0;border-top:1px solid var(--rule)}.versions li::before{content:attr(value);font-weight:700;min-width:2rem}.versions details{flex:1;min-width:0}
pre{font-family:"Noto Sans Mono",ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--roll);border:1px solid var(--rule);padding:.75rem 1rem;margin-top:.5rem}
.empty{padding:2rem 0;color:var(--soft);font-size:1.25rem}
@media(max-width:48rem){header,main{padding-left:1rem;padding-right:1rem}header{grid-template-columns:1fr auto;gap:.5rem 1rem}header .name{white-space:nowrap}header .who span{display:none}nav{flex-wrap:wrap;gap:0}nav a{padding:.5rem .6rem}header .find{grid-column:1/-1;grid-row:2}header .find input{flex:1;min-width:0}.row>div,.row :is(input,select){width:100%}h1{font-size:1.75rem}.case{grid-template-columns:1.5rem 1fr}.case form{grid-column:2;grid-row:auto;order:1;margin-top:.5rem}td.id{min-width:5rem}td small{display:none}.story time{display:block}}
`;
