/** What `npm run office` says of itself. */
export const USAGE = `Use: npm run office -- --config till.json <matter> <what> [id] [options]

The office work of Alipay+ at a till that runs on this machine. The answer is JSON on standard output. A manager's PIN is
read from standard input, and stands in no argument.

  (no matter)                                   what is to be done, and what is on its way
  now [id]                                      tries at once what is on its way

  registration show [id]                        how the store stands, with every wallet
  registration request --data store.json --approver m1
  registration ask [id]                         asks the acquirer now

  dispute list [--open true|false] [--payment id]
  dispute show <id>
  dispute enter --data dispute.json --approver m1
  dispute papers <id> --out folder              every paper as a file
  dispute add <id> --file slip.pdf [--name slip.pdf]
  dispute answer <id> --response 0001|0002|0003 [--papers all|receipt,story] [--remarks text] [--confirm] --approver m1
  dispute answer <id> --refund ACCEPT_REFUND|ACCEPT_PARTIAL_REFUND|REFUSE_REFUND [--amount MYR:4550] … --approver m1
  dispute close <id> --outcome won|lost|withdrawn|byHand --reason text --approver m1

  declaration list [--payment id]
  declaration show <id>
  declaration declare --payment id --amount CNY:5000 [--order part-1] [--data more.json] --approver m1
  declaration ask <id>

  --data     the body of the call as JSON, by the names of /v1/openapi.json; the other options are laid over it
  --amount   minor units after the currency
  --key      names the order, so that the same one given twice is one (Idempotency-Key)

Exit: 0 done, 1 the till refused it, 2 the call or the config is wrong, 4 no till answers.`;
