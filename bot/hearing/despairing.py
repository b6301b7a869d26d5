"""That somebody does not want to live, said around the word: who is a burden, what ends, for whom.

By the senses of words, as in `deeds`; the plain words (不想活了) stand in `gate_words`.
"""

from __future__ import annotations

import re

from bot.hearing.lexicon import Lexicon

WORDS = Lexicon(
    {
        "L": "活着 活在世上 活在这世上 日子 这辈子 做人 活人 过日子 人生",
        "N": "没意思 没劲 没盼头 没指望 没奔头 没意义 冇意思 没啥意思 没什么意思 没活头 没滋味 太累 好累 受够 过够 熬不动 熬不住 撑不住 扛不住 挺不住 顶唔顺 到头了 看不到头 绝望 没希望 没得救 一片黑",
        "E": "闭眼 闭上眼 眼一闭 睡过去 睡着不醒 一觉不醒 不醒来 不再醒 醒不来 醒不过来 永远睡 长眠 消失 跳下去 跳落去 跳进 往下跳 走了算 走了也好 走了好 走了干净 死 寻死 喝药 喝农药 离开这个世界 离开人世 离开人间 去那边 下去陪 去陪 了结 了断 一了百了 一死 解脱 上路 投河 投井 跳河 跳井 跳楼 吊死 撞车 卧轨 烧炭 开煤气 割脉 吞药",
        "B": "累赘 拖累 负担 包袱 多余 废人 没用的人 没人要 没人管",
        "R": "轻松 解脱 好过 省心 省事 干净 安生 清净 清静 高兴 满意 不用愁 不用再 少操心",
        "A": "不在了 没了 走了 死了 消失了 不在 去世 过世",
        "G": "还?不如 倒不如 真想 好想 就想 只想 想 要是能 要能 巴不得 恨不得 有时候想 干脆 索性 打算 准备 寻思",
        "C": "孩子们? 娃 娃们? 一家人 全家 一家老小 一家三口 一家子 老伴 老婆孩子",
        "D": "老命 这?条命 这?条老命 我这命 贱命 性命",
        "P": "药瓶 安眠药 老鼠药 农药 敌敌畏 百草枯 这瓶 一瓶 这把 一把药 半瓶安眠药 半瓶药 整瓶药 一整?瓶 药片 药 绳子 绳 刀片 煤气 汽油",
        "W": "遗书 遗言 安排后事 后事都 永别 下辈子再 下辈子见 下辈子还 别救我 不用救我 不要救我 替我照顾 帮我照顾 拜托你们照顾",
        "": "炸药 吃药 想知道 想问 想死机 想办 想查 想着来 想要 想起 想到 想法 死机 死板 死角 死贵 死慢 死心眼 死活 贵死 气死 笑死 热死 吓死 忙死 烦死 累死 急死 冷死 饿死 渴死 困死 吵死 等死 死期 死账 死数 死胡同 死规定 药店 药房 药费 药材 中药 农药店 农药厂 农药钱 干净利索 刀闸 高兴得",
    }
)

_UP = r"[^。!?;]"
RULES = re.compile(
    "|".join(
        (
            rf"G{_UP}{{0,8}}E(?=算|也好|就好|得了|干净|省|拉倒|球|在你|给你|R|了?[,]|了?$)|G{_UP}{{0,4}}就?这么A",
            rf"B{_UP}{{0,12}}A{_UP}{{0,10}}R|A{_UP}{{0,4}}(?:大家|你们|他们|孩子|家里){_UP}{{0,6}}R(?<!不满意)",
            r"D(?:也?不要|给你|拿去|不值|赔给|豁|也没)|拿命[还抵赔]|用命[还抵赔]|不要命了",
            rf"(?:带|拉|抱|领|拽)着?C{_UP}{{0,6}}(?:E|一起走|一块走|跳|死)|C{_UP}{{0,4}}(?:带上|一起|一块){_UP}{{0,8}}(?:走|跳|死|干净|R|E)",
            rf"(?:喝|吃|吞|饮|开|备|买)了?[完下好]?{_UP}{{0,4}}P{_UP}{{0,4}}(?:就|都|一切|就都){_UP}{{0,4}}(?:结束|E|R|睡|完了|没事|走)|(?:结束|E)[^,。!?;]{{0,3}}P",
            rf"C?{_UP}{{0,3}}A{_UP}{{0,14}}我?还?(?:留着|活着|L){_UP}{{0,3}}(?:干|做|有啥|有什么|为啥|弄)",
            rf"L{_UP}{{0,3}}N{_UP}{{0,8}}(?:E|跳|走|死|算)|N{_UP}{{0,8}}L{_UP}{{0,6}}E",
            r"W|死路一条|(?:想|要|不如|干脆)[^,。!?;]{0,3}(?:一瓶)?P(?:喝了|吃了|吞了)|最后的话(?!费)|早走早(?:利索|干净|解脱|省心|享福)|烂在[^,。!?;]{0,6}算了|死在屋里|(?:吃|吞|喝)了[^,。!?;]{0,3}P(?![^。!?;]{0,4}睡过头)(?=了?$|,)|(?:天台|楼顶|桥)[^。!?;]{0,8}往下看|nothing left for me|tell my (?:kids|wife|husband|mom|mother|family) (?:i|that i)",
            r"(?:存折|密码|钥匙|银行卡|房本|后事)[^。!?;]{0,10}(?:告诉|交给|交代|留给|托付)[^。!?;]{0,20}(?:累|N|走|随缘|够了|结束)",
            r"P[^,。!?;]{0,3}(?:在|挂|绑|系|拴|兑|拌|买|备|准备|放)[^,。!?;]{0,4}(?:房梁|梁上|树上|好了|床头|手边|手里)(?![^。!?;]{0,6}(?:地里|打药|果树|麦|棉))",
            r"(?:正好|就能|好|也该|这就)去?陪(?:他|她|老伴|孩子|儿子|老头|老婆子)了?(?:$|,)|多活一天|活一天都|白活|要不是[^。!?;]{0,12}我早就?(?:A|E|跳|不在)|别怪(?:爸|妈|我|爹|娘)[^。!?;]{0,12}(?:撑|N|先走|走了|对不住)|A(?:倒|就|才|反而|反倒)?R",
            r"\bdisappear forever|can'?t take (?:it|this) any ?more(?=[.!?,]|$)|no reason to (?:live|go on)|(?:better|easier|happier)[^.!?]{0,15}(?:without me|(?:if|when) i (?:were|was|am|'m) (?:gone|dead))|never wake up|jump off (?:a|the)|overdose",
        )
    )
)
# Of somebody else's death, of machines and charges.
_NONE = re.compile(
    r"户主|过户|户名|销户|材料|证明|遗产|继承|怎么办理|多少钱|优惠|电价|机器|手机|炸药|空调|冰箱|系统|死了?的?[鸡猪鱼苗]|[鸡猪鱼苗花虾]{1}[^,]{0,4}死"
)
_SENTENCE = re.compile(r"[。!?;]+")


def senses(sentence: str) -> str:
    """The senses of a sentence."""
    return WORDS.written(sentence)


def despairs(text: str, syllables: str) -> bool:
    """Whether the plain text says so, or its syllables where it is in Latin letters."""
    told = [WORDS.written(sentence) for sentence in _SENTENCE.split(text)]
    if syllables:
        told.append(WORDS.heard(tuple(syllables.split())))
    return any(RULES.search(one) and not _NONE.search(one) for one in told)
