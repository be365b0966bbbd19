/** How the report looks, on a screen, in a narrow window and on paper. It loads nothing. */
export const REPORT_STYLE = `
:root{--ink:#16202a;--soft:#5a6672;--line:#d8dee4;--ground:#fff;--pale:#f4f6f8;--good:#0a6b3d;--bad:#a4161a;--open:#7a4b00;--gap:8px}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,"Noto Sans",sans-serif}
main{max-width:1080px;margin:0 auto;padding:calc(4*var(--gap))}
h1{font-size:34px;line-height:1.15;margin:0 0 calc(3*var(--gap))}
h2{font-size:21px;margin:calc(5*var(--gap)) 0 var(--gap);padding-top:calc(2*var(--gap));border-top:1px solid var(--line)}
h2 span{font-variant-numeric:tabular-nums;color:var(--soft);margin-right:var(--gap)}
h3{font-size:16px;margin:calc(3*var(--gap)) 0 var(--gap)}
h4{font-size:15px;margin:0}
.product{margin:0;color:var(--soft);letter-spacing:.02em}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:4px calc(3*var(--gap));margin:0}
.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
.counts{display:flex;flex-wrap:wrap;gap:var(--gap);list-style:none;padding:0;margin:calc(3*var(--gap)) 0}
.counts li{padding:var(--gap) calc(2*var(--gap));border:1px solid var(--line);border-left-width:6px;border-radius:6px}
.counts b{font-size:21px;margin-right:4px}
.honest{margin:0;padding-left:20px;color:var(--soft)}
.said{white-space:pre-wrap;font-size:.8rem;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:13px;margin:var(--gap) 0}
th{text-align:left;color:var(--soft);font-weight:600}
th,td{padding:5px 10px 5px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.matrix td:first-child{white-space:nowrap}.matrix td:nth-child(2){width:38%}.matrix td:nth-child(3){white-space:nowrap}
.state,.verdict b{font-weight:600}
td.passed,.verdict.passed b{color:var(--good)}td.failed,.verdict.failed b{color:var(--bad)}
td.open,td.running,td.waiting,.verdict.open b,.verdict.waiting b{color:var(--open)}
.counts .passed{border-left-color:var(--good)}.counts .failed{border-left-color:var(--bad)}.counts .open{border-left-color:var(--open)}
.verdict{margin:0 0 var(--gap)}
.sales{display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:calc(2*var(--gap));margin:calc(2*var(--gap)) 0}
.way{margin:0;padding-left:20px;font-variant-numeric:tabular-nums}
.ids,code{font-family:ui-monospace,"Noto Sans Mono",monospace;font-size:12px;margin:0;overflow-wrap:anywhere}
.refusals{margin:0;padding-left:20px}
.pictures{display:flex;flex-wrap:wrap;gap:calc(2*var(--gap));margin:calc(2*var(--gap)) 0;align-items:flex-start}
figure{margin:0;break-inside:avoid}figcaption{color:var(--soft);font-size:12px;margin-top:4px}
figure.screen{width:calc(50% - var(--gap))}figure.paper{width:calc(25% - 12px)}
figure img{width:100%;border:1px solid var(--line);border-radius:4px;display:block}
.bent{color:var(--bad)}
a{color:inherit}
@media (max-width:640px){main{padding:calc(2*var(--gap))}.facts{grid-template-columns:1fr}figure.screen,figure.paper{width:100%}table{display:block;overflow-x:auto}}
@media print{main{max-width:none;padding:0}body{font-size:11px}table{font-size:10px}.ids,code{font-size:9px}h1{font-size:26px}.case{break-inside:auto}h2{break-after:avoid}tr{break-inside:avoid}}
@page{margin:16mm 14mm}
`;
