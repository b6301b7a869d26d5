// In the side of a chat: WeCom names the customer, and takes the draft into the chat's field.
"use strict";
const page = document.body.dataset;
const wrong = () => document.getElementById("wrong").removeAttribute("hidden");
const signed = (whose) => async (url) => {
  const answer = await fetch(`/desk/beside/signed?page=${encodeURIComponent(url)}`);
  return (await answer.json())[whose];
};
ww.register({
  corpId: page.company,
  agentId: page.agent,
  jsApiList: ["getCurExternalContact", "sendChatMessage"],
  getConfigSignature: signed("company"),
  getAgentConfigSignature: signed("agent"),
});
const find = document.getElementById("find");
if (find) {
  ww.getCurExternalContact().then(({ userId }) => {
    find.elements.customer.value = userId;
    find.submit();
  }, wrong);
}
document.getElementById("put")?.addEventListener("click", (event) => {
  ww.sendChatMessage({ msgtype: "text", text: { content: event.currentTarget.dataset.draft } }).catch(wrong);
});
