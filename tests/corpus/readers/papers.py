"""Invented papers, told once as headings and paragraphs with the section path that each has to come out with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    kind: str  # title, h1, h2, paragraph, item, numbered, table
    text: str = ""
    path: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Paper:
    title: str
    parts: tuple[Part, ...]
    language: str = "en"

    @property
    def paragraphs(self) -> list[Part]:
        """What has to be found again, with its path."""
        return [part for part in self.parts if part.kind in ("paragraph", "item", "numbered")]


def paper(title: str, language: str, *parts: Part) -> Paper:
    return Paper(title, (Part("title", title), *parts), language)


T, A, B, M = "1. Targets", "1.1 Piers", "1.2 Ferries", "2. Measures"
ENGLISH = paper(
    "Harbour plan of the city of Northport",
    "en",
    Part("paragraph", "Published on 5 March 2026 by the council of Northport after a hearing of all its districts."),
    Part("h1", T),
    Part("paragraph", "The city shall build ten piers by the year 2030, of which four are for ferries and six are for the fishermen of the old harbour.", (T,)),
    Part("paragraph", "Every pier has a light, a ladder and a life belt. The harbour master looks after them, and reports to the council once a year in the spring.", (T,)),
    Part("h2", A),
    Part("paragraph", "A pier of the first class is ninety metres long and carries lorries of up to forty tonnes; no lorry may stop there for longer than an hour.", (T, A)),
    Part("paragraph", "The work on the piers begins with the eastern basin:", (T, A)),
    Part("item", "strengthening the sea wall of the eastern basin", (T, A)),
    Part("item", "dredging the channel down to eleven metres", (T, A)),
    Part("item", "new moorings for the pilots and the customs boats", (T, A)),
    Part("h2", B),
    Part("paragraph", "Twelve ferries run from six in the morning until midnight. On Sundays there are eight, and in winter the last one leaves at ten in the evening.", (T, B)),
    Part("h1", M),
    Part("paragraph", "The cost of the plan is 85 million crowns, of which the state pays sixty percent and the city the rest from its own budget.", (M,)),
    Part("table", "", (M,), (("Year", "Crowns", "Piers"), ("2027", "25 million", "3"), ("2028", "35 million", "4"), ("2029", "25 million", "3"))),
    Part("paragraph", "What is left over at the end of a year is carried over to the next one, unless the council decides otherwise before the end of March.", (M,)),
)

Z1, Z2, Z3 = "一、总体要求", "二、重点任务", "三、保障措施"
CHINESE = paper(
    "青禾区质量提升行动方案",
    "zh-Hans",
    Part("paragraph", "为深入贯彻落实市委、市政府关于开展质量提升行动的部署，结合本区实际，制定本方案。"),
    Part("h1", Z1),
    Part("paragraph", "到2027年，全区制造业产品合格率稳定在95%以上，公共服务满意度达到88分，质量总体水平明显提升，质量创新能力和质量基础设施水平显著增强。", (Z1,)),
    Part("h1", Z2),
    Part("h2", "（一）提升食品安全水平"),
    Part("paragraph", "建立覆盖全区的食品追溯平台，每年抽检不少于1.2万批次，抽检结果每季度向社会公布一次，接受群众和新闻媒体的监督。", (Z2, "（一）提升食品安全水平")),
    Part("h2", "（二）提升工程质量"),
    Part("paragraph", "全面推行住宅工程质量潜在缺陷保险，新建住宅工程一次验收合格率达到100%，装配式建筑占新建建筑的比例达到四成。", (Z2, "（二）提升工程质量")),
    Part("paragraph", "建设单位对工程质量负总责，监理单位每月报告一次，发现重大质量隐患的，应当在二十四小时之内报告区建设和管理委员会。", (Z2, "（二）提升工程质量")),
    Part("h1", Z3),
    Part("paragraph", "加强组织领导，由区长任领导小组组长；加大财政投入，三年安排专项资金6000万元；强化考核，考核结果作为干部评价的依据。", (Z3,)),
)

C1, C2 = "第一章 总则", "第二章 监督管理"
LAW = paper(
    "临江市公共图书馆条例",
    "zh-Hans",
    Part("h1", C1),
    Part("paragraph", "第一条 为了促进公共图书馆事业发展，保障公民基本文化权益，根据有关法律，结合本市实际，制定本条例。", (C1, "第一条")),
    Part("paragraph", "第二条 本条例适用于本市行政区域内公共图书馆的设立、运行、服务和管理活动。", (C1, "第二条")),
    Part("paragraph", "学校图书馆和其他专业图书馆向社会公众开放的，参照本条例的有关规定执行。", (C1, "第二条")),
    Part("h1", C2),
    Part("paragraph", "第三条 市文化和旅游局负责本市公共图书馆的监督管理工作，每年组织一次评估，评估结果向社会公布。", (C2, "第三条")),
    Part("paragraph", "第四条 公共图书馆应当每周开放不少于七十二小时，节假日应当开放，并提前公告。", (C2, "第四条")),
)

E1, E2 = "Chapter 1 General provisions", "Chapter 2 Duties"
ACT = paper(
    "Act on the harbours of Northport",
    "en",
    Part("h1", E1),
    Part("paragraph", "Article 1. This Act applies to all harbours of Northport, whoever owns them.", (E1, "Article 1")),
    Part("paragraph", "Article 2. A harbour in the sense of this Act is any place where ships are loaded.", (E1, "Article 2")),
    Part("paragraph", "The council may decide that a place is not a harbour.", (E1, "Article 2")),
    Part("h1", E2),
    Part("paragraph", "Article 3. The harbour master keeps a list of all ships and shows it to anybody who asks.", (E2, "Article 3")),
)

H1, H2 = "一、總體要求", "二、重點任務"
TRADITIONAL = paper(
    "臨江市質量提升行動方案",
    "zh-Hant",
    Part("h1", H1),
    Part("paragraph", "到2027年，全市製造業產品合格率穩定在95%以上，公共服務滿意度達到88分，質量總體水平明顯提升。", (H1,)),
    Part("h1", H2),
    Part("paragraph", "建立覆蓋全市的食品追溯平台，每年抽檢不少於12000批次，抽檢結果向社會公佈，接受群眾監督。", (H2,)),
    Part("paragraph", "發布單位應當在每年三月之前報告上一年度的進展情況，並說明未完成任務的原因和補救的辦法。", (H2,)),
)
