"""WeChat: 微信客服 (kf) of a company's WeCom, and the verified service account 服务号 (mp)."""
