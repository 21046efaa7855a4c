"""The words of a sentence as the check compares them: content words with weight, names, and what turns or widens them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.checking.chinese import chinese_claim_words
from assistant.checking.places import all_documents_read
from assistant.checking.polarity import is_negation
from assistant.language.lexicon import synonyms
from assistant.language.script import language_of
from corpus.numerals import CARDINALS, MONTHS, ORDINALS
from index.retrieve import Index
from index.terms import STOP_WORDS, stem, terms, words

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_MONTHS = frozenset(map(str.lower, MONTHS))
# Words that tell who says it, or join sentences, and state nothing of their own.
FRAMING = frozenset(
    """according accordance say says said state states stated note notes noted report reports reported reporting write writes wrote written describe
    describes described mention mentions mentioned explain explains explained announce announced tell told add added recall recalled call calls called pointed stressed emphasised emphasized press
    release document paper text page statement article source reading our also moreover furthermore besides meanwhile therefore thus hence
    however indeed namely notably specifically particular overall general among amongst including include includes included such like
    well both together respectively one ones thing things way ways fact need needs needed come comes came go goes went take takes took make makes made put puts
    be being been become becomes became stand stands stood use uses used set sets give gives gave given have has having had part parts
    want wants wanted seek seeks intend intends aim aims aimed mean means meant words word order related relevant regard regarding concern concerning
    further furthermore whereas once see toward towards across within along itself themselves themself whose upon onto eventually basically""".split()
)
# Before a year: "plans covering 2021 to 2023".
_SPANNING = frozenset("covering running spanning lasting extending".split())
# "All" where the source says "some": who widens or narrows a statement changes it.
_WIDENING = frozenset(
    "all every only always entire entirely solely sole exclusively completely fully half none must most never guaranteed already majority merely alone unanimously immediately".split()
)
_CHINESE_WIDENING = ("单独", "独自", "全部", "所有", "只有", "仅", "必须", "完全", "已经", "唯一", "一律", "大多数")
# A target told as a result.
_OUTCOME = frozenset(
    "achieve achieved reach reached attain attained met meet fulfil fulfilled fulfill exceeded complete completed accomplished finished succeeded ended failed missed surpassed".split()
)
# Stems of measures: what a question may ask for alike is not alike in a statement.
UNITS = frozenset(
    stem(word)
    for word in "second minute hour day week month quarter year decade century percent percentage point kilometre metre mile hectare".split()
)


# A word of everyday English weighs no more than this less its Zipf frequency: "expects", "finds" and "brings" tell little.
EVERYDAY = 7.0


@dataclass(frozen=True, slots=True)
class Content:
    """A content word of a claim."""

    word: str
    stem: str
    alike: frozenset[str]
    """Stems that state the same."""
    weight: float
    name: bool
    """Whether it is printed as a name."""
    initial: bool = False
    """Whether it opens the sentence, where a capital says nothing, and is no common word."""
    start: int = -1
    """First character in the claim."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a claim says in words, figures and dates left out."""

    contents: tuple[Content, ...]
    widening: frozenset[str]
    outcome: frozenset[str]
    unread: tuple[str, ...] = ()
    """Chinese that no dictionary has."""
    extra_terms: tuple[str, ...] = ()
    """English stems that a Chinese claim is searched with."""
    said: tuple[Content, ...] = ()
    """The content words with their repeats, in order."""
    bodies: tuple[tuple[str, frozenset[str]], ...] = ()
    """Institutions that a Chinese claim names, each with the stems of its English name."""


def wording_of(text: str, index: Index) -> Wording:
    """The wording of a claim in English or Chinese."""
    if language_of(text) != "en":
        return _chinese(text, index)
    found: list[Content] = []
    lower = text.lower().replace("’", "'")
    for match in _WORD.finditer(text):
        printed = re.sub(r"['’]s?$", "", match[0])
        word = printed.lower()
        if (
            word in STOP_WORDS
            or word in FRAMING
            or is_negation(match[0].lower())
            or word in CARDINALS
            or word in ORDINALS
            or word in _MONTHS
            or len(word) < 2
            or word in _WIDENING
            or (word == "mid" and re.match(rf"-?(?:{'|'.join(MONTHS)})", text[match.end() :]))
            or (word in _SPANNING and re.match(r" (?:the years? )?\d", text[match.end() :]))
            or text[match.start() - 1 : match.start()].isdigit()
            or re.match(r"(?i)\bper cent\b", text[max(0, match.start() - 4) : match.end()])
        ):
            continue
        initial = not text[: match.start()].strip(" “”\"'‘([")
        name = printed[0].isupper() and (not initial or any(ch.isupper() for ch in printed[1:]) or word in printed_names(index))
        weight = min(4.0, max(0.6, index.vocabulary.inverse_document_frequency(stem(word))))
        if not name and stem(word) not in UNITS:
            weight = min(weight, max(0.6, EVERYDAY - index.vocabulary.common_words.get(word, 0.0)))
        # A name has no synonyms: what is alike to Beijing is not Beijing.
        alike = spellings(stem(word)) if name else stated_alike(stem(word))
        if name and _IN_CHINA.fullmatch(text[max(0, match.start() - 12) : match.end() + 2]):
            alike = _THE_COUNTRY
        found.append(Content(printed, stem(word), alike, weight, name, initial and word not in index.vocabulary.common_words, match.start()))
    tokens = set(re.findall(r"[a-z']+", lower))
    return Wording(_once(found), frozenset(tokens & _WIDENING), frozenset(tokens & _OUTCOME), said=tuple(found))


# A Chinese paper says "the country" and "national" where others say "in China".
_IN_CHINA = re.compile(r".*\b(?:(?:in|across|throughout|within|all of)\s+China\b.*|China(?:['’]s|.?$))", re.DOTALL)
_THE_COUNTRY = frozenset(map(stem, ("country", "national", "nationwide", "Chinese")))


def _once(contents: Iterable[Content]) -> tuple[Content, ...]:
    return tuple({content.stem: content for content in reversed(list(contents))}.values())[::-1]


def stated_alike(word: str) -> frozenset[str]:
    """The stems that state in a statement the same as the stem `word`, itself left out; a unit has none."""
    return frozenset() if word in UNITS else synonyms().get(word, frozenset()) | _statement_groups().get(word, frozenset()) | spellings(word)


_IRREGULAR = tuple(
    """run ran;hold held;draw drew drawn;grow grew grown;rise rose risen;fall fell fallen;lead led;give gave given;take took taken;choose chose chosen;
    write wrote written;build built;lay laid;bring brought;seek sought;win won;meet met;leave left;spend spent;send sent;begin began begun;become became;
    break broke broken;buy bought;sell sold;keep kept;lose lost;pay paid;show shown;speak spoke spoken;bear bore borne;make made;say said;come came;go went gone;
    mean meant;teach taught;think thought;tell told;see saw seen;know knew known;drive drove driven;forget forgot forgotten""".replace("\n", "").split(";")
)
_FORMS = {line.split()[0]: line.strip() for line in _IRREGULAR}


@cache
def _statement_groups() -> dict[str, frozenset[str]]:
    """For each English stem those that state the same in a statement, itself left out."""
    groups: dict[str, set[str]] = {}
    lines = files("assistant.checking").joinpath("alike.txt").read_text(encoding="utf-8").splitlines()
    for line in [*lines, *_IRREGULAR]:
        said = [] if line.startswith("#") else line.split()
        # A verb stands for its irregular forms, which the stemmer cannot join.
        members = [stem(word) for base in said for word in (_FORMS.get(base, base)).split()]
        for member in members:
            groups.setdefault(member, set()).update(set(members) - {member})
    return {word: frozenset(others) for word, others in groups.items()}


def spellings(word: str) -> frozenset[str]:
    """British and American stems of one word."""
    other = {
        re.sub(r"is$", "iz", word),
        re.sub(r"iz$", "is", word),
        re.sub(r"(?<=\w{4})i[sz]$", "", word),
        re.sub(r"our$", "or", word),
        re.sub(r"tre$|tr$", "ter", word),
        re.sub(r"centr$", "center", word),
        re.sub(r"^center$", "centr", word),
    }
    return frozenset(other - {word})


def _chinese(text: str, index: Index) -> Wording:
    read = chinese_claim_words(text, index)
    contents: list[Content] = []
    for each in read:
        # Of words any of which will do, the first says whether they state something; a framing word among the others may still be met.
        english = [word for word in each.english if not _frames(word)]
        if each.alternatives and english[:1] == list(each.english[:1]):
            english = list(each.english)
        elif each.alternatives:
            continue
        stems = [stem(word) for word in english]
        if not each.read or not english:
            continue
        if each.name:
            contents += [Content(word, root, frozenset(), _NAME_WEIGHT, name=True, start=each.start) for word, root in zip(english, stems, strict=True)]
        elif each.alternatives:
            alike = frozenset(stems[1:]).union(*map(stated_alike, stems))
            contents.append(Content(each.text, stems[0], alike, min(_chinese_weight(word, index) for word in english), name=False, start=each.start))
        else:
            for word, root in zip(english, stems, strict=True):
                # A name has no synonyms.
                name = _is_name(word, index)
                weight = max(0.4, _chinese_weight(word, index) / len(english))
                contents.append(Content(word, root, spellings(root) if name else stated_alike(root), weight, name, start=each.start))
    widening = frozenset(word for word in _CHINESE_WIDENING if word in text)
    unread = tuple(each.text for each in read if not each.read)
    extra = tuple(dict.fromkeys(root for content in contents for root in (content.stem, *content.alike)))
    return Wording(_once(contents), widening, frozenset(), unread, extra, tuple(contents), _bodies(text, index))


def _frames(word: str) -> bool:
    return word in FRAMING or word in _MONTHS or word in CARDINALS or word[0].isdigit()


# What a part of a person's or a place's name weighs.
_NAME_WEIGHT = 2.0


def _chinese_weight(word: str, index: Index) -> float:
    """What an English word that a Chinese one may stand for weighs: as in an English claim, and less, since it may not be the one."""
    rare = index.vocabulary.inverse_document_frequency(stem(word))
    return min(3.0, max(0.5, rare), max(0.6, EVERYDAY - index.vocabulary.common_words.get(word, 0.0)))


_BODY = re.compile(r"(?:局|委员会|委|部|厅|办公室|办|政府|院|中心|公司|大学|协会)$")


def _bodies(text: str, index: Index) -> tuple[tuple[str, frozenset[str]], ...]:
    """The institutions of the glossary that `text` names, the longest name of each place."""
    found: dict[str, frozenset[str]] = {}
    for chinese, english in sorted(index.glossary_english.items(), key=lambda pair: -len(pair[0])):
        if _BODY.search(chinese) and chinese in text and not any(chinese in longer for longer in found):
            found[chinese] = frozenset(stem(word) for word in words(english) if word not in STOP_WORDS)
    return tuple(found.items())


def _is_name(word: str, index: Index) -> bool:
    """Whether an English word in lower case is a name: no common word, or one that the sources print with a capital only."""
    return word.isalpha() and (word not in index.vocabulary.common_words or word in printed_names(index))


@cache
def printed_names(index: Index) -> frozenset[str]:
    """Words, in lower case, that the sources print with a capital inside sentences and never without; of a few sources only."""
    if not all_documents_read(index):
        return frozenset()
    capitals: set[str] = set()
    plain: set[str] = set()
    for entry in index.manifest.documents:
        text = re.sub(r"https?://\S+|\b\w+(?:\.\w+)+\b", " ", index.document(entry["id"]).text)
        capitals |= {word.lower() for word in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}", text)}
        plain |= set(re.findall(r"\b[a-z]{3,}", text))
    return frozenset(capitals - plain)


def stems_of(text: str) -> frozenset[str]:
    """The stems and Chinese bigrams of a source's words, grammar left out."""
    return frozenset(terms(text)) | frozenset(stem(word) for word in words(text))


@cache
def decisive() -> frozenset[str]:
    """The stems without which a source states something else than a claim that has them."""
    lines = files("assistant.checking").joinpath("decisive.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(stem(word) for line in lines if not line.startswith("#") for word in line.split())


@cache
def opposites() -> dict[str, frozenset[str]]:
    """For each stem the stems that deny or reverse it."""
    found: dict[str, set[str]] = {}
    for line in files("assistant.checking").joinpath("opposites.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            members = {stem(word) for word in line.split()}
            for member in members:
                found.setdefault(member, set()).update(members - {member})
    return {word: frozenset(others) for word, others in found.items()}
