"""A question taken apart: what kind of thing it asks for, and the terms that say of what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.asked import MONEY, Asked, asked_in_chinese, asked_in_english
from assistant.language.lexicon import chinese_words, synonyms
from assistant.language.script import language_of, simplified, traditional
from assistant.records import Language
from assistant.spelling import correct_spelling
from corpus.numerals import MONTHS, chinese_number, english_number, ordinal_number
from index.terms import STOP_WORDS, stem, words
from index.terms import terms as index_terms
from index.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question."""

    word: str
    """As asked, in lower case."""
    stem: str
    synonyms: frozenset[str]
    """Stems that may state the same thing."""
    weight: float
    """How much it tells passages apart; at least 0."""
    known: bool
    """Whether the sources have the stem."""
    synonym_known: bool
    """Whether the sources have one of the synonyms."""
    name: bool = False
    """Whether it is a name that the sources know: a document without it speaks of something else."""


@dataclass(frozen=True, slots=True)
class Question:
    """A stand-alone question, read."""

    text: str
    """With misspelt words set right."""
    asked: Asked
    terms: tuple[Term, ...]
    language: Language
    ordinal: int | None = None
    """3 for "the third target"; -1 for "the last"."""
    count: int | None = None
    """4 for "the four targets"."""
    figures: tuple[str, ...] = ()
    """Numbers, years and dates that the question itself states."""
    names: tuple[str, ...] = ()
    """Capitalised names that the question itself states."""
    focus: tuple[str, ...] = ()
    """Stems of the noun that is asked for: "supportive", "target"."""
    extra_terms: tuple[str, ...] = ()
    """English stems for lexical search that the question has in Chinese."""
    reading: str = ""
    """What was matched: the English words of a Chinese question, else `text`."""
    unread: tuple[str, ...] = ()
    """Chinese words of the question that no dictionary has."""
    phrases: tuple[str, ...] = ()
    """What the question puts in quotation marks."""
    names_wanted: bool = False
    """Whether it asks for names, so that a kind of people or bodies is no answer."""
    instances: bool = False
    """Whether it asks which ones of a kind ("which universities"): the kind alone is no answer."""
    words_wanted: bool = False
    """Whether it asks what somebody said."""
    chinese_wanted: bool = False
    """Whether it asks how something is called or written in Chinese."""
    strangers: tuple[str, ...] = ()
    """Names in the question that no source has: whatever the sources say is about somebody or something else."""
    qualifiers: tuple[frozenset[str], ...] = ()
    """Words that narrow down what is asked for ("next", "minimum"), each with those that say the same; an answer has one of each."""
    relation: str = ""
    """Stem of the verb whose date or manner is asked for ("set" of "when was the office set up?"), or empty."""
    about_page: bool = False
    """Whether it asks about the document itself, such as the date on the page."""
    native: Question | None = None
    """A Chinese question as it is compared with Chinese sources: by its own characters, not by their English."""
    own_names: tuple[frozenset[str], ...] = ()
    """Chinese words that no dictionary has and a source does, each in both scripts: a document without them is about something else."""

    def read_for(self, language: str) -> Question:
        """The question as it is compared with a document of `language`."""
        return self.native if self.native and language != "en" else self


# Words that make a question without saying of what; the names of the text itself are among them.
_SCAFFOLD = frozenset(
    """tell know explain describe list name mention mentioned mentions state stated states according say said show give
    question answer please named talk talks talked talking speak speaks spoke refer refers referred well want need like would could help find look exactly actually really briefly short quick quickly
    detail details info information thing things stuff something anything anyone someone kind sort many much long number
    what's whats who's when's where's date day time year reason reasons why word words text article source sources press
    document passage page sentence job title post position today now current currently exact precise precisely full complete whole
    regarding concerning called count enumerate summarize summarise summary summary's overview main point points
    happen happens happened happening take place took one ones else ever yet still again mean means meant meaning definition define
    is are was were be been being do does did have has had get got there here also too hi hello hey thanks thank ok okay
    sentences paragraph paragraphs gets getting considered regarded deemed
    itself themselves himself herself supposed really regarding think believe guess tells telling includes included list's them name's official officially""".split()
)
_MONTH = rf"(?:{'|'.join(MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_FIGURE = re.compile(rf"\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:, ?\d{{4}})?|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?: \d{{4}})?|\d+(?:[.,]\d+)*%?", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-z]+(?:[ -](?:(?:of|for|and|the|on) )*[A-Z][a-z]+)+")


_ATTRIBUTE = re.compile(
    rf"{MONEY}|budget\w*|allocat\w+|phone|telephone|e-?mail|fax|website|address|percent\w*|proportion|share|rate|venue|location|deadline|duration|author|spokes\w+|age|area|size|square|cubic|kilomet\w+|hectares?|tonnes?|minutes?|hours?|total|exact"
)


def names_attribute(word: str) -> bool:
    """Whether a word names a kind of thing that can be asked of anything ("budget", "venue"), and so says nothing of the topic."""
    return bool(_ATTRIBUTE.fullmatch(word))


def read_question(text: str, vocabulary: Vocabulary, glossary: dict[str, str] | None = None) -> Question:
    """The question `text` taken apart. `glossary` maps Chinese terms (Simplified) to the sources' English."""
    language = language_of(text)
    if language != "en":
        return _read_chinese(text, language, vocabulary, glossary or {})
    if _other_language(text, vocabulary):
        # Its words cannot be compared with the sources'; the multilingual embedding alone finds the passage.
        read = _read_english(text, vocabulary)
        return replace(read, asked=Asked.OPEN, terms=tuple(term for term in read.terms if term.known), unread=(text,), focus=(), instances=False)
    return _read_english(correct_spelling(_without_contrast(_asking(text)), vocabulary), vocabulary)


def _other_language(text: str, vocabulary: Vocabulary) -> bool:
    """Whether most of four or more words are English neither in general nor in the sources, slips of the keyboard apart."""
    found = [word for word in words(text) if word.isalpha() and len(word) > 1]
    strange = [word for word in found if not vocabulary.is_word(word)]
    corrected = correct_spelling(" ".join(strange), vocabulary).split()
    near = sum(1 for before, after in zip(strange, corrected, strict=False) if before != after and len(before) > 5)
    return len(found) >= 4 and (len(strange) - near) * 2 > len(found) or any(ord(ch) > 0x24F and ch.isalpha() for ch in text)


# What a question says it does not ask for: "(not the detailed measures)", "I don't need the day of the plan; …".
_CONTRAST = re.compile(
    r"\(\s*(?:but )?not\b[^)]*\)|"
    r"^(?:besides|apart from|aside from|in addition to|other than|leaving aside)\b[^,.;:?!]*,|,\s*(?:without|excluding|leaving out|apart from|aside from)\b[^,.;:?!]*|"
    r"(?:,|—|–|-)?\s*\b(?:as opposed to|rather than|instead of|and not|but not|not)\s+(?:the|a|an|about|its|one of)\b[^,.;:?!)]*"
    r"|\bi (?:don'?t|do not) (?:need|want|mean)\b[^,.;:?!]*[,.;:]|\bi'?m not asking\b[^,.;:?!]*[,.;:]",
    re.IGNORECASE,
)


def _without_contrast(text: str) -> str:
    """`text` without what it says it does not ask for, where something is left."""
    kept = " ".join(_CONTRAST.sub(" ", text.replace("’", "'")).split()).strip(" ,;:.")
    kept = re.sub(r"[\s,;]+([?!.])", r"\1", kept)
    return kept if len([word for word in words(kept) if word not in STOP_WORDS]) >= 2 else text


_ASKING = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how|list|name|tell|explain|give|describe)\b", re.IGNORECASE)


def _asking(text: str) -> str:
    """The sentences of `text` that ask: "I'm new here. Which congress is meant?" asks with its second."""
    sentences = [each for each in re.split(r"(?<=[.!?;])\s+", text.strip()) if each]
    asking = [each for each in sentences if each.endswith("?") or _ASKING.search(each)]
    if len(sentences) < 2 or not asking:
        return text
    kept = [each for each in asking if len([word for word in words(each) if word not in STOP_WORDS and word not in _SCAFFOLD]) >= 1]
    # "The release talks about five centres. Which five?": the sentence that asks may lean on the one before.
    content = [word for each in kept for word in words(each) if word not in STOP_WORDS and word not in _SCAFFOLD and english_number(word) is None]
    return " ".join(kept) if len(content) >= 2 else text


_PAGE = re.compile(
    r"\b(?:web ?)?(?:page|site|press release|article|release itself|document itself|text itself|publication|posting|dateline)\b", re.IGNORECASE
)
_HEADLINE = re.compile(r"\bheadline\b|\b(?:title|heading) (?:of|on) (?:the |this )?(?:page|document|release|text|article|material)\b|\b(?:release|page|document)(?:'s)? (?:title|headline)\b")
_PAGE_WORDS = frozenset("page webpage site website web print printed publish published post posted put online appear appeared itself footnote carry carried bear dated date dateline".split())
# "1+N": a name whose signs no list of words keeps.
_SIGNED = re.compile(r"(?<![\w+])\w+(?:\+\w+)+(?![\w+])")
_QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{2,80})[”\"」』’]")


# The source itself, named as such: it says of what no more than "the text" does.
_OWN_NAME = re.compile(r"\b(?:(?:in|per|according to|of)\s+)?(?:(?:the|this|a)\s+(?:press\s+)?release|press\s+release)(?:'s)?\b(?!\s+date)", re.IGNORECASE)


# What people put before a question out of courtesy or habit.
_POLITE = re.compile(
    r"^\s*(?:(?:hi|hello|hey|please|quick (?:one|question)|just|so|ok|okay|and|also)[,:;.!]?\s+)*"
    r"(?:(?:do|would|did) you (?:happen to )?know|(?:can|could|would|will) you (?:please )?(?:tell|say|explain|remind|give|show)(?: me| us)?|please (?:tell|give) me|"
    r"i(?:'d| would) (?:like|love|want) to know|i (?:want|need) to know|i(?:'m| am) (?:wondering|curious|looking for)|any idea|tell me|remind me)\b,?\s*(?:about\s+)?(?=\w)",
    re.IGNORECASE,
)


# Verbs of two words, and the one that policy texts have for them.
_PHRASAL = tuple(
    (re.compile(rf"\b{two}\b", re.IGNORECASE), one)
    for two, one in (
        (r"(?:come|came|comes|put|bring|brought|given?|gave) out", "released"),
        (r"(?:come|came|comes|go|went|goes) into (?:force|effect)", "effective"),
        (r"(?:set|sets|setting) up", "established"),
        (r"(?:draw|drew|drawn|drawing|write|wrote|written) up", "drafted"),
        (r"(?:take|took|takes|taken|taking) part", "participated"),
        (r"(?:hand|handed|hands|give|gave) out", "awarded"),
        (r"(?:bring|brought|brings) in", "introduced"),
        (r"(?:kick|kicked|kicks) off", "launched"),
        (r"(?:deal|deals|dealt|dealing) with", "addressed"),
        (r"in charge(?: of)?", "responsible"),
        (r"(?:look|looks|looked|looking) after", "responsible"),
        (r"(?:get|gets|got) rid of", "removed"),
        (r"(?:find|found|finds|finding) out", "discovered"),
        (r"(?:turn|turned|turns|show|showed|shown) up", "attended"),
    )
)


def _one_verb(text: str) -> str:
    for two, one in _PHRASAL:
        text = two.sub(one, text)
    return text


# What colours a question without asking for anything: how it went, when that was anyway, that somebody meant to.
_IDLE = re.compile(
    r"\b(?:in the end|at the end of the day|in the first place|after all|back then|at the time|at that time|so far|these days|as it were|by the way|"
    r"(?:going|goes?|went) about|manag(?:e|es|ed|ing) to|(?:end|ends|ended) up|(?:get|gets|got) to|used to|"
    r"(?<=they )(?:hope|want|intend|aim|expect|try|seek)s? to|(?:hope|hopes|hoping|hoped|trying|tries|tried) to|supposed to|meant to|set out to)\b(?! (?:of|the)\b)|"
    r"\bwhat became of\b",
    re.IGNORECASE,
)
_DATED_CLAIM = re.compile(
    r"(?P<rest>(?:was|were|did|is|has|had)\b(?!.*\b(?:or|reach|meet|met|achieve|attain|fulfil|exceed))(?:.{8,}?)\b[a-z]+)"
    rf" (?:already |back )?(?:in|on) (?:early |late |mid-)?(?:{_MONTH}\b[ \d,a-z]{{0,12}}|(?:19|20)\d\d)\s*\?*$",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"\b(I|you|he|she|we|they|it|there|that|who|what)['’](?:d|ll|ve|re|m)\b", re.IGNORECASE)


def _without_idle(text: str) -> str:
    """`text` without its idle phrases, where something is left to ask for."""
    text = _CONTRACTED.sub(r"\1", text)
    kept = " ".join(_IDLE.sub(" ", text).split())
    kept = re.sub(r" ([?!.,;:])", r"\1", kept)
    return kept if len([word for word in words(kept) if word not in STOP_WORDS]) >= 2 else text


def _read_english(text: str, vocabulary: Vocabulary) -> Question:
    original = text
    text = _without_idle(_POLITE.sub("", text) or text)
    text = " ".join(_OWN_NAME.sub(" ", text).split()) or text
    lower = _one_verb(" ".join(text.lower().replace("’", "'").split()))
    asked = asked_in_english(lower)
    if asked is Asked.YES_NO and (dated := _DATED_CLAIM.match(text)):
        # "Was it released in March?" is answered by when it was released.
        text = lower = f"When {dated['rest']}?"
        asked = Asked.DATE
    tokens = words(_one_verb(text))
    return Question(
        text=text,
        asked=asked,
        terms=_with_names(_terms(tokens, vocabulary), text, vocabulary),
        language="en",
        ordinal=_ordinal(tokens),
        count=_count(tokens),
        figures=tuple(match[0] for match in _FIGURE.finditer(text)),
        names=tuple(match[0] for match in _NAME.finditer(text)),
        focus=_focus(lower, asked),
        reading=text,
        phrases=(*_QUOTED.findall(text), *_SIGNED.findall(text)),
        relation=_relation(asked, lower),
        names_wanted=bool(re.search(r"\bnames\b|\bby name\b|\bname of (?:the )?(?:\w+ ){0,2}(?:mayor|director|official|person|author|minister|company|firm|journalist|supplier)\b|\bnamed individuals?\b", lower)),
        instances=bool(_INSTANCES.search(lower)),
        words_wanted=bool(_SAID.search(lower)),
        chinese_wanted=bool(_IN_CHINESE.search(lower)),
        strangers=_strangers(text, vocabulary),
        qualifiers=tuple(said for asked_for, said in _QUALIFIERS if asked_for & {*tokens, *(["previous"] if _BEFORE.search(lower) else [])}),
        about_page=bool(_HEADLINE.search(lower)) or asked is Asked.DATE and bool(_PAGE.search(original)) and all(term.word in _PAGE_WORDS for term in _terms(tokens, vocabulary)),
    )


def _read_chinese(text: str, language: Language, vocabulary: Vocabulary, glossary: dict[str, str]) -> Question:
    plain = _english_dates(simplified(text))
    asked = asked_in_chinese(plain)
    glosses, unread = _gloss(plain, glossary)
    english = " ".join(glosses)
    ordinal = re.search(r"第([一二三四五六七八九十\d]+)[个项条点大方]?", plain)
    count = re.search(r"(?<!第)([一二两三四五六七八九十]+|\d{1,2})[个项大条方点](?!月)", plain)
    tokens = words(english)
    own = _own_terms(plain, vocabulary)
    read = Question(
        text=text,
        asked=asked,
        terms=_gloss_terms(glosses, vocabulary),
        language=language,
        ordinal=chinese_number(ordinal[1]) if ordinal else -1 if "最后一" in plain else None,
        count=chinese_number(count[1]) if count else None,
        figures=tuple(re.findall(r"\d+(?:[.,]\d+)*%?", plain)),
        # Word order does not show what a Chinese question asks for: every telling word may name it.
        focus=tuple(term.stem for term in _terms(tokens, vocabulary) if term.weight >= _TELLING),
        # A question in Traditional characters has other bigrams than a source in Simplified ones.
        extra_terms=(*(stem(token) for token in tokens if token not in STOP_WORDS), *(term.stem for term in own if text != plain)),
        reading=english,
        unread=unread,
        own_names=tuple(frozenset({run, traditional(run)}) for run in unread if len(run) > 1 and all(each in vocabulary.document_frequency for each in index_terms(run))),
        relation=next((term.stem for term in _terms(tokens, vocabulary) if term.stem in _REACHED), "") if _CHINESE_OUTCOME.search(plain) else "",
        phrases=tuple(_QUOTED.findall(plain)),
        about_page=asked is Asked.DATE and bool(re.search(r"页面|网页|新闻稿|稿件|文稿|材料", plain)) and not re.search(r"说|称|提到|里|中", plain),
    )
    # Where no Chinese source has anything of it, its English alone is compared.
    return replace(read, native=replace(read, terms=own, focus=(), reading=plain)) if any(term.known for term in own) else read


# What sets the content words of a Chinese question apart.
_CHINESE_FUNCTION = re.compile(
    r"什么时候|什么时间|什么意思|为什么|是什么|有哪些|何[时地人]|哪一?[天日年个位家]|哪些|哪[几两三四五六七八九十]?[类个项家位种]?|什么|多少|多久|怎么样?|怎样|如何|为何|请问|一下|告诉我|列出|分别|"
    r"以及|还有|或者|是否|是不是|有没有|一共|总共|其中|这份|这个|那个|这次|这些|那些|哪里|谁|是指|指的是|根据|关于|对于|规定|提出|说明|"
    r"[一二两三四五六七八九十]+[个项大条点类种]|[的了吗呢是有和与及之为被把将对由，。？！、；：“”《》（）()?,.!\s]"
)


def _inside_words(run: list[str], vocabulary: Vocabulary) -> list[str]:
    """The bigrams of a run without those that only straddle two words: no source has them, and both neighbours are known."""
    known = [each in vocabulary.document_frequency for each in run]
    return [each for n, each in enumerate(run) if known[n] or not (0 < n < len(run) - 1 and known[n - 1] and known[n + 1])]


def _own_terms(plain: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The terms of a Chinese question as Chinese sources have them: the bigrams of its content words, figures whole."""
    found: dict[str, Term] = {}
    for run in _CHINESE_FUNCTION.split(plain):
        for each in _inside_words(index_terms(run), vocabulary):
            other = traditional(each)
            known, synonym_known = each in vocabulary.document_frequency, other in vocabulary.document_frequency
            found.setdefault(each, Term(each, each, frozenset({other} - {each}), 1.0, known, synonym_known))
    return tuple(found.values())



_TELLING = 0.5
# "Has the target been reached?": a source that sets the target does not say what became of it.
_CHINESE_OUTCOME = re.compile(r"(?:达到|完成|实现|达成|兑现).{0,6}(?:了吗|了没|没有|与否)|(?:是否|有没有|是不是).{0,8}(?:达到|完成|实现|达成|兑现)")
_REACHED = frozenset(map(stem, "reach achieve meet fulfil complete realise attain accomplish".split()))


def _english_dates(text: str) -> str:
    """`text` with Chinese days and months written as English does: "January 17" for 1月17日."""

    def written(match: re.Match[str]) -> str:
        month = int(match[1])
        return f" {MONTHS[month - 1]} {match[2] or ''} " if 1 <= month <= 12 else match[0]

    return re.sub(r"(?<![\d一二三四五六七八九十几])(\d{1,2})月(?:(\d{1,2})[日号])?", written, text)


_CHINESE_GRAMMAR = re.compile(
    r"什么时候|什么时间|什么意思|为什么|是什么|有哪些|哪一?[天日年个位]|哪些|哪几|什么|多少|多久|怎么样?|怎样|如何|为何|请问|一下|告诉我|列出|分别|"
    r"以及|还有|或者|是否|是不是|有没有|一共|总共|主要|其中|这份|这个|那个|这次|这些|那些|哪里|谁|哪位|是指|指的是|新闻稿|根据|关于|对于|进行|开展|"
    r"第?[一二两三四五六七八九十几]+[个项大条点方位]|[的了吗呢在是有和与及之为被把将对从到由于中上下里，。？！、；：“”《》（）()?,.!\s年月日号天个]"
)


def _gloss(plain: str, glossary: dict[str, str]) -> tuple[list[str], tuple[str, ...]]:
    """The English of a Chinese text word by word, longest words first, and the runs that stayed unread."""
    dictionary = {**chinese_words(), **glossary}
    longest = max(map(len, dictionary), default=1)
    english: list[str] = []
    unread: list[str] = []
    position = 0
    run = ""
    while position < len(plain):
        match = next((plain[position : position + n] for n in range(longest, 0, -1) if plain[position : position + n] in dictionary), None)
        grammar = _CHINESE_GRAMMAR.match(plain, position)
        if match and (grammar is None or len(match) >= len(grammar[0])):
            english.append(dictionary[match])
            unread += [run] if run else []
            run = ""
            position += len(match)
        elif grammar:
            unread += [run] if run else []
            run = ""
            position += len(grammar[0])
        elif latin := re.match(r"[A-Za-z0-9+%.-]+", plain[position:]):
            english.append(latin[0])
            position += len(latin[0])
        else:
            run += plain[position]
            position += 1
    return english, tuple(each for each in [*unread, run] if each)


def _with_names(terms: tuple[Term, ...], text: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """`terms` with those marked that are names: known to the sources, and capitalised inside a sentence or no English word."""
    capitalised = {word.lower() for word in re.findall(r"(?<=[a-z,;] )[A-Z][a-z]{2,}", text)}

    def is_name(term: Term) -> bool:
        commonness = max(vocabulary.common_words.get(form, 0.0) for form in (term.word, term.word.rstrip("s"), re.sub(r"e[sd]$", "", term.word)))
        return term.known and term.word.isalpha() and (commonness == 0.0 or (term.word in capitalised and commonness < _NAME_COMMONNESS))

    return tuple(replace(term, name=is_name(term)) for term in terms)


# "The next press conference" is not the one that was held.
# Words that narrow down, and what says the same in a source without narrowing down a question: "under the plan" asks for no limit.
_QUALIFIERS = tuple(
    (frozenset(asked.split()), frozenset(asked.split() + said.split()))
    for asked, said in (
        ("next upcoming forthcoming following future", ""),
        ("minimum least lowest", "above over exceed exceeding floor"),
        ("maximum highest most ceiling limit", "below under within"),
        ("previous previously former formerly prior past predecessor", ""),
        ("average", ""),
    )
)
_SAID = re.compile(
    r"\bwhat did\b(?! (?:the|it|this) (?:plan|release|text|document|source|article|page|note)).{3,60}?\b(?:say|said|answer|answered|reply|replied|tell|told|comment|promise|promised|remark|respond|ask|asked)\b"
    r"|\bwhat was\b.{3,40}\b(?:answer|reply|comment|response|remark)\b"
)
_IN_CHINESE = re.compile(r"\bin chinese\b|\bchinese (?:title|name|term|word|words|wording|characters?|text|original|version|expression|phrase|for)\b")
_BEFORE = re.compile(r"\bbefore (?:(?:he|she|they) (?!were\b)|becoming\b|being\b|taking\b|joining\b)")
_CAPITALISED_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")


def _strangers(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Words that a question writes as names in the middle of a sentence and that neither the sources nor English at large have."""
    found = _CAPITALISED_INSIDE.findall(text)
    lower = [word.lower() for word in found]
    if len(found) * 2 > len(words(text)):
        return ()
    return tuple(
        word
        for word in lower
        if stem(word) not in vocabulary.document_frequency
        and word not in vocabulary.corpus_words
        and vocabulary.common_words.get(word, 0.0) < _STRANGER_COMMONNESS
        and not any(other in vocabulary.document_frequency for other in synonyms().get(stem(word), ()))
    )


# "Plan Targets" in capitals are words; "Tesla" (Zipf 4.0), "Guangdong" (3.2) and "Germany" (5.0) are names.
_STRANGER_COMMONNESS = 5.2
# Zipf frequency from which a capitalised word ("Chinese", "Plan") is more often a word than a name of one thing.
_NAME_COMMONNESS = 5.0


def _gloss_terms(glosses: list[str], vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The terms of a Chinese question: the English words given for one Chinese word share its weight."""
    found: dict[str, Term] = {}
    for gloss in glosses:
        terms = _terms(words(gloss), vocabulary)
        for term in terms:
            found.setdefault(term.stem, replace(term, weight=term.weight / len(terms)))
    return tuple(found.values())


def _terms(tokens: list[str], vocabulary: Vocabulary) -> tuple[Term, ...]:
    found: dict[str, Term] = {}
    for before, word in zip(["", *tokens], tokens, strict=False):
        if before == "how" and word in _DEGREES:
            continue
        year = re.fullmatch(r"(?:19|20)\d\d", word)
        if word in STOP_WORDS or word in _SCAFFOLD or ordinal_number(word) or (english_number(word) is not None and not year):
            continue
        root = stem(word)
        if root in found:
            continue
        known = root in vocabulary.document_frequency
        others = synonyms().get(root, frozenset())
        synonym_known = any(other in vocabulary.document_frequency for other in others)
        found[root] = Term(word, root, others, _weight(word, root, vocabulary), known, synonym_known)
    return tuple(found.values())


# "How big was the zone?" asks for a figure, and not for what is big.
_DEGREES = frozenset("big large high low great long old far small wide tall deep often soon fast strong".split())
# Even the commonest noun of the sources ("plan") says what a question is about.
_LEAST_WEIGHT = 0.5


def _weight(word: str, root: str, vocabulary: Vocabulary) -> float:
    """How much a word tells passages apart: its inverse document frequency here, less for words common in English."""
    rarity = min(3.0, vocabulary.inverse_document_frequency(root))
    commonness = vocabulary.common_words.get(word, 2.0)
    # Zipf 6 is "new" or "first", 5 "plan", 4 "draft": a word above 5 is halved step by step.
    return max(_LEAST_WEIGHT, rarity * min(1.0, max(0.25, (7.0 - commonness) / 2.0)))


def _ordinal(tokens: list[str]) -> int | None:
    for token in tokens:
        if token == "last":
            return -1
        if (number := ordinal_number(token)) and token not in ("second",) or (token == "second" and (number := 2)):
            return number
    return None


def _count(tokens: list[str]) -> int | None:
    for position, token in enumerate(tokens[:-1]):
        number = english_number(token)
        dated = position > 0 and re.fullmatch(_MONTH, tokens[position - 1], re.IGNORECASE) or re.fullmatch(_MONTH, tokens[position + 1], re.IGNORECASE)
        if number is not None and 2 <= number <= 30 and not dated and tokens[position + 1] not in ("months", "percent"):
            return number
    return None


_FOCUS = re.compile(
    r"(?:what(?:'s)?|which|whats|list|name|enumerate|how many|number of|give|state)\s+(?:(?:is|are|were|was)\s+)?(?!(?:do|does|did)\b)(?:all\s+)?(?:of\s+)?(?:the\s+|its\s+|their\s+|shanghai'?s\s+)?"
    r"(?P<phrase>(?:[a-z0-9'-]+\s+){0,4}?[a-z'-]{3,})(?=\s+(?:of|in|for|must|can|may|were|put|get|that|which|are|is|were|was|does|do|did|to|on|by|from|listed|named|mentioned|proposed|covered|under|will|should|has|have|the)\b|[?.,!]|$)"
)


# "With which foreign cities will …", "which banks provide …": up to the first plural.
_PLURAL = re.compile(
    r"\b(?:which|what)\s+(?:of\s+(?:the|its)\s+)?(?P<phrase>(?:(?!(?:is|are|was|were|do|does|did|has|have|will|would|can|should|must|the|an?|this|these|its|to|of|in|for|by|and|or)\b)[a-z0-9'-]+(?<!s)\s+){0,3}?"
    r"(?!(?:is|was|does|has|this|its|others?|gets|goes|means|says|makes|takes|comes|gives|keeps|needs|wants|plays|leads|provides|sets|covers|includes|deals|applies|stands|underlies|happens|matters|remains|follows|counts|helps)\b)[a-z'-]{2,}[^s\W]s)(?=\s|[?.,!:;]|$)"
)


_HOW_MANY = re.compile(r"\b(?:how many|number of)\s+(?:of\s+)?(?:the\s+)?(?P<phrase>(?:[a-z'-]+\s+){0,3}?[a-z'-]{2,}[^s\W]s)(?=\s|[?.,!]|$)")
_ORDINAL_FOCUS = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d{1,2}(?:st|nd|rd|th))\s+(?:one\s+)?(?:of\s+)?(?:the\s+|its\s+|all\s+)?"
    r"(?P<phrase>(?:[a-z0-9'-]+\s+){0,3}?[a-z'-]{3,})(?=\s+(?:of|in|for|that|which|are|is|was|does|do|did|to|on|by|from|say|mean|cover|about|called)\b|[?.,!:;]|$)"
)


# "Which universities …", "list the companies that …": the ones of a kind, not the kind.
# "What made Shanghai …", "what keeps the paper from …": no noun is asked for.
_LIGHT_VERBS = "made|makes|make|kept|keeps|keep|became|becomes|came|comes|led|leads|drove|drives|gave|gives|brought|brings|stopped|stops|helped|helps|went|goes|caused|prompted"
_INSTANCES = re.compile(
    rf"\b(?:which|what)\s+(?!(?:is|are|was|were|do|does|did|will|would|should|has|have|the|of|{_LIGHT_VERBS})\b)[a-z-]+|\b(?:list|name|enumerate)\s+(?:all\s+)?(?:of\s+)?the\s+(?:\w+\s+){{0,2}}\w+s\s+(?:that|who|which|picked|chosen|selected|named|heard|involved|consulted|visited)\b"
)


# "Did the city reach its target?": a source that sets the target does not say what became of it.
_OUTCOME = re.compile(r"^(?:did|has|have|had|was|were)\b.*\b(reach(?:ed)?|meet|met|achieved?|hit|attain(?:ed)?|fulfil(?:led)?|accomplish(?:ed)?|keep|kept)\b")


_WHO_DID = re.compile(r"\bwho(?:'s)?(?: else)?(?: (?:has|had|have|is|was|were|will|actually|first|officially|originally|really|been|to))* (?P<verb>[a-z]+)")


def _relation(asked: Asked, lower: str) -> str:
    """The stem of the last word of content of "when was …" and "how is …", which is its verb or goes with it."""
    if asked is Asked.YES_NO and (outcome := _OUTCOME.search(lower)):
        return stem(outcome[1])
    if asked is Asked.PERSON and (did := _WHO_DID.search(lower)):
        return stem(did["verb"]) if did["verb"] not in STOP_WORDS and did["verb"] not in _SCAFFOLD else ""
    if asked not in (Asked.DATE, Asked.MANNER) or not (match := re.search(r"\b(?:when|how|what (?:\w+ ){0,2}?(?:date|day|year|month)|which (?:date|day|year|month)) (?:was|were|is|are|did|does|do|will|has|had)\b(.*)", lower)):
        return ""
    kept = [word for word in words(re.split(r"[,;?]| (?:in|on|by|for|at|from|to) ", match[1])[0]) if word not in STOP_WORDS and word not in _SCAFFOLD]
    return stem(kept[-1]) if kept else ""


_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s+(?P<phrase>(?:[a-z'-]+\s+){0,3}?[a-z'-]{3,}s)(?=\s+(?:of|in|for|that|which|are|does|do|did|to|on|by|from|will|list|listed|named)\b|[?.,!:;)]|$)"
)


def _focus(lower: str, asked: Asked) -> tuple[str, ...]:
    if asked is Asked.COUNT and (counted := _HOW_MANY.search(lower)):
        return _focus_stems(counted["phrase"])
    if ordinal := _ORDINAL_FOCUS.search(lower):
        return _focus_stems(ordinal["phrase"])
    if asked not in (Asked.LIST, Asked.COUNT, Asked.OPEN, Asked.MEANING, Asked.FIGURE):
        return ()
    match = _PLURAL.search(lower) or _FOCUS.search(lower) or _COUNTED.search(lower)
    if not match:
        return ()
    return _focus_stems(match["phrase"])


_PAST_VERBS = frozenset(
    """gave took made held led had got came went said wrote drew saw found told kept brought met won became began spoke sat stood
    sent spent paid bought sold built chose grew fell rose ran lost taught thought felt heard put""".split()
)


def _focus_stems(phrase: str) -> tuple[str, ...]:
    kept = [word for word in words(phrase) if word not in STOP_WORDS and english_number(word) is None and not ordinal_number(word)]
    # "Which office hosted", "which bodies gave guidance": the verb has been caught with its noun.
    verb = next((position for position, word in enumerate(kept) if position and word in _PAST_VERBS), len(kept))
    kept = kept[:verb]
    while len(kept) > 1 and kept[-1].endswith("ed"):
        kept.pop()
    return tuple(stem(word) for word in kept)
