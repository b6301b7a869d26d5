"""What a text asks for, and every figure in it: the model's view, with rules for what is grave.

A model may be unsure; danger, a report about a person, another household's data and orders to
the bot must not depend on that, so their words are also known by rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.hearing.asks import LONGEST as LONGEST_QUESTION
from bot.hearing.entity import Entity, EntityKind
from bot.hearing.evidence import evidence_in
from bot.hearing.features import LONGEST, features, features_of, leanings
from bot.hearing.gate import Alarm, gate
from bot.hearing.grammar import Figures, entities_in
from bot.hearing.model import Scored, model, questions
from bot.hearing.normalise import LONGEST as LONGEST_TEXT
from bot.hearing.normalise import plain, spoken, visible, without_address, without_headers
from bot.hearing.others import is_own, may_be_anothers, with_names_as_others
from bot.hearing.total import total

SURE = 0.4  # a share by which the model is mostly right
BESIDE = 0.15  # a second intent needs that share, and half the first one's
STRANGE = 0.65  # the same of "off_topic"
UNHEARD = 0.3  # the most that "unclear" counts where words of a matter stand
ALL_BUT_KNOWN = 0.9  # a share by which it is another's account without a word of others
CERTAIN = 0.99  # only danger outweighs that
LIKELY_DANGER = 0.3  # of that alone one is told to keep away, and a person looks
MAYBE = 0.12  # what is grave is named at a smaller share
CLEAR = 0.7  # the share by which a sentence of several says something of its own
REASONS = 8
SENTENCES, SHORTEST = 4, 4  # how many are read one by one; characters
COMPLAINTS = {
    "late_registration", "connection_delay", "reading_mismatch", "estimated_reading",
    "meter_change", "staff_complaint", "staff_misconduct_report", "regulator_threat",
    "dissatisfied_followup", "written_reply", "refund_request", "staff_forward",
    "compensation_request", "new_move_in",
}  # fmt: skip
AT_ONCE = {
    "safety_emergency", "vulnerable_customer", "staff_misconduct_report", "regulator_threat",
    "human_agent", "written_reply",
}  # fmt: skip
NEEDS_PERSON = AT_ONCE | {"compensation_request", "dissatisfied_followup"}
# Whoever says so complains, whatever it is about.
_DISPLEASED = re.compile(
    r"凭(什么|么)|不公|不合理|乱(收|扣)|想涨就涨|没人(管|理|官)|没(有)?(动静|下文|消息|信|答复|回音|回复)|不像话"
    r"|(算|抄|收|搞|弄)错|多(收|算|抄|扣)|指定是坏|还(要|收|有|走|说).{0,8}(费|钱|字|走|超)|一直没|从来没|怎么.{0,4}没"
    r"|不(认|服|掏|满)|泄露|骚扰|离谱|坑人|骗|欺负|怎么.{0,6}(二|三)档|(表|字)还在走|误工|才用|才.{0,4}度"
)
DANGER, REPORT = "safety_emergency", "staff_misconduct_report"
REFUSED = {"third_party_query", "prompt_injection"}
# Each of these words is enough; the model may still see the matter where none of them stands.
_GRAVE: tuple[tuple[str, str], ...] = (
    ("prompt_injection",
     r"忽略.{0,8}(指令|规则|提示)|管理员(模式|身份|权限)|开发者(模式)?.{0,4}(进入|我是)|系统提示|提示词"
     r"|(列出|输出|导出|显示).{0,6}(所有|全部).{0,6}(户|用户|客户|账户|名单)|(所有|全部)(的)?户号"
     r"|我是.{0,6}(领导|总部|警察|开发者|省公司|市公司|国网).{0,12}(发|给|把|导|告诉|看)"
     r"|我(真的?|就|可)?是(你们)?(供电[所局]|电力[所局])?的?(所长|站长|局长|主任|经理|领导)(?!的|家|[说讲叫让])"
     r"|忘(掉|记)你的(规则|设定)|ignore .{0,20}instructions|system prompt|执行sql|绕过(验证|核验)"),
    ("third_party_query",
     r"(查|看|问|告诉|知道).{0,6}(邻居|隔壁|对门|别人|人家|前夫|前妻|朋友|同事|亲戚|老[王李张刘陈]).{0,8}"
     r"(电费|用电|户号|账单|单子|电话|手机|欠|用了|多少|交)|不是我(家|的).{0,6}(想看|看看|想查|查)"
     r"|(给|要|查|统计|提供).{0,10}(各户|每户|每家|各家)(?!通知)"),
)  # fmt: skip
_RULED = {DANGER, REPORT} | {intent for intent, _ in _GRAVE}
_COMPILED = tuple((intent, re.compile(pattern)) for intent, pattern in _GRAVE)
_OF_A_BILL = {EntityKind.KWH, EntityKind.READING}
_END = re.compile(r"[?!。;\n]+|还有(?!多少|几)|另外|顺便")
_OWN_BILL = re.compile(r"(为什么|为么|怎|凭么|比我).{0,12}(便宜|少|贵|高)")

_THREAT = re.compile(r"砸|打断|弄死|打死|捅|放火|小心点|走着瞧|等着瞧")


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read.

    Attributes:
        intent: the main one.
        also: others that stand in the text.
        share: how sure the model is of its first guess, 0 to 1.
        guesses: its first three, with their shares.
        entities: figures and names with their places.
        by_rule: grave matters known by their words.
        displeased: whether words of discontent stand in it.
        threatens: whether it threatens somebody.
        failed: it could not be read; a person must.
        question: the short question that it seems to ask; see `data/questions.txt`.
    """

    intent: str
    also: tuple[str, ...]
    share: float
    guesses: tuple[tuple[str, float], ...]
    entities: tuple[Entity, ...]
    by_rule: tuple[str, ...]
    displeased: bool
    threatens: bool
    failed: bool = False
    question: Scored | None = None

    @property
    def all(self) -> tuple[str, ...]:
        """The main intent and the others."""
        return (self.intent, *self.also)

    def sure_of(self, intent: str) -> bool:
        """Whether this is what is meant: known by its words, or by a model that is sure."""
        return intent in self.by_rule or (intent == self.intent and self.share >= SURE)

    @property
    def sees_danger(self) -> bool:
        """Whether danger is its matter: by the words, or as far as the model tells."""
        first = self.intent == DANGER and self.share >= LIKELY_DANGER
        return first or DANGER in self.by_rule

    @property
    def is_complaint(self) -> bool:
        """Whether the customer complains: by the matter, or by the words."""
        return self.displeased or self.intent in COMPLAINTS

    @property
    def needs_person(self) -> bool:
        """Whether a person must act."""
        return self.threatens or any(intent in NEEDS_PERSON for intent in self.all)

    @property
    def refused(self) -> bool:
        """Whether it asks for what the bot must never give."""
        return any(intent in REFUSED for intent in self.all)


UNREAD = Understood("unclear", (), 0.0, (), (), (), displeased=False, threatens=False, failed=True)


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text read once, apart from the day: its words as seen, their plain form, what is meant.

    Attributes:
        words: what can be seen of it.
        plain: the same in one form; of the same length.
        figures: none where they could not be read.
    """

    words: str = ""
    plain: str = ""
    figures: Figures | None = None
    understood: Understood = UNREAD


def understand(text: str) -> Understood:
    """What a text asks for. Takes under a hundred thousand characters as lightly as ten."""
    return read_text(text).understood


@lru_cache(maxsize=64)  # other rooms ask about the same message
@total(ReadText())
def read_text(text: str) -> ReadText:
    """Read a text; a letter at its start."""
    words = visible(text[:LONGEST_TEXT])
    heard = plain(words)
    figures = _figures(words, without_headers(heard))
    meant = _meant(heard, figures.entities, gate(text)) if figures else UNREAD
    return ReadText(words, heard, figures, meant)


@total(None)
def _figures(words: str, heard: str) -> Figures:
    return Figures(words, heard)


@total(UNREAD)
def _meant(plain_text: str, entities: tuple[Entity, ...], alarm: Alarm) -> Understood:
    heard = spoken(plain_text[:2000])
    said = without_headers(heard)
    found = features_of(said, entities)
    all_scores = model().scores(found)
    scores = [
        score
        for score in _weighed(all_scores, said)
        if not (alarm.harmless and score.intent == DANGER)
    ]
    if is_own(heard, entities) or not may_be_anothers(
        heard, entities, sure=scores[0].share >= ALL_BUT_KNOWN
    ):
        scores = [s for s in scores if s.intent != "third_party_query"]
    if {entity.kind for entity in entities} & _OF_A_BILL:
        # Only its words make an order to the bot of what tells figures of a bill.
        scores = [s for s in scores if s.intent != "prompt_injection"]
    first = scores[0]
    by_rule = _by_rule(heard, entities, alarm, first)
    question = _question(said, found | leanings(all_scores))
    beside = max(BESIDE, first.share / 2)
    more = [s.intent for s in scores[1:3] if s.share >= (MAYBE if s.intent in _RULED else beside)]
    order = list(dict.fromkeys([*by_rule, first.intent, *more, *_sentences(heard)]))
    named_agency = any(entity.kind is EntityKind.AGENCY for entity in entities)
    if alarm.harmless or (DANGER not in (*by_rule, first.intent) and _is_plain(question)):
        order = [intent for intent in order if intent != DANGER]
    if named_agency and "regulator_threat" not in order:
        order.append("regulator_threat")
    return Understood(
        order[0],
        tuple(order[1:]),
        first.share,
        tuple((s.intent, round(s.share, 3)) for s in scores[:3]),
        entities,
        by_rule,
        _DISPLEASED.search(heard) is not None,
        "abuse" in order and _THREAT.search(heard) is not None,
        question=question,
    )


def _question(said: str, found: set[str]) -> Scored | None:
    return questions().first(found) if len(said) <= LONGEST_QUESTION else None


def _is_plain(question: Scored | None) -> bool:
    """Whether it is a question over bills without much doubt."""
    return bool(question and question.intent.startswith("asks.") and question.share >= CLEAR)


def _weighed(scores: tuple[Scored, ...], heard: str) -> list[Scored]:
    """The model's guesses once more, with what single words speak for."""
    words = evidence_in(without_address(heard[:LONGEST]))
    if not words:
        return [*scores]
    # Words of a matter outweigh that nothing was understood, or nothing of ours.
    most = {"unclear": UNHEARD, "off_topic": STRANGE}

    def weight(guess: Scored) -> float:
        intent, share = guess
        return min(share, most.get(intent, 1.0)) + words.get(intent, 0.0)

    first = max(scores, key=weight)
    if first is scores[0]:
        return [*scores]  # the words say the same; the model says how sure it is
    moved = Scored(first.intent, min(weight(first), CLEAR))
    return [moved, *(s for s in scores if s is not first)]


def _by_rule(
    heard: str, entities: tuple[Entity, ...], alarm: Alarm, first: Scored
) -> tuple[str, ...]:
    """What is grave by its words, whatever the model says."""
    anonymous = with_names_as_others(heard, entities)
    # A word alone does not outweigh a model that is certain: 撤回举报 withdraws a report.
    outweighs = first.share < CERTAIN
    by_rule = (
        *((DANGER,) if alarm.danger else ()),
        *((REPORT,) if alarm.report else ()),
        *(
            intent
            for intent, pattern in _COMPILED
            if (outweighs or intent == first.intent) and pattern.search(anonymous)
        ),
    )
    # "Why does my neighbour pay less" asks about one's own bill.
    if "third_party_query" in by_rule and _OWN_BILL.search(heard):
        return tuple(intent for intent in by_rule if intent != "third_party_query")
    return by_rule


def reasons_for(text: str) -> tuple[str, ...]:
    """What in a text speaks most for the model's first guess.

    Its characters and sounds, ends marked ^ and $; concepts (#) and kinds of entities (@).
    """
    found = features(text, entities_in(text))
    return model().reasons(found, model().first(found).intent, REASONS)


def _sentences(heard: str) -> list[str]:
    """What single sentences clearly ask, where there are several."""
    parts = [part for part in _END.split(heard[:LONGEST]) if len(part.strip()) >= SHORTEST]
    if len(parts) < 2:
        return []
    firsts = (model().first(_features_of_part(p)) for p in parts[:SENTENCES])
    return [first.intent for first in firsts if first.share >= CLEAR]


def _features_of_part(heard: str) -> set[str]:
    """A sentence is in the plain form already."""
    return features_of(heard, Figures(heard, heard).entities)
