"""Names of places that a question may ask of in place of another: China's provinces and large cities, and some countries."""

from __future__ import annotations

import re
from collections import Counter

ENGLISH = dict(
    line.split(" = ")
    for line in """北京 = Beijing
天津 = Tianjin
河北 = Hebei
山西 = Shanxi
内蒙古 = Inner Mongolia
辽宁 = Liaoning
吉林 = Jilin
黑龙江 = Heilongjiang
上海 = Shanghai
江苏 = Jiangsu
浙江 = Zhejiang
安徽 = Anhui
福建 = Fujian
江西 = Jiangxi
山东 = Shandong
河南 = Henan
湖北 = Hubei
湖南 = Hunan
广东 = Guangdong
广西 = Guangxi
海南 = Hainan
重庆 = Chongqing
四川 = Sichuan
贵州 = Guizhou
云南 = Yunnan
西藏 = Tibet
陕西 = Shaanxi
甘肃 = Gansu
青海 = Qinghai
宁夏 = Ningxia
新疆 = Xinjiang
香港 = Hong Kong
澳门 = Macao
台湾 = Taiwan
深圳 = Shenzhen
广州 = Guangzhou
杭州 = Hangzhou
南京 = Nanjing
苏州 = Suzhou
武汉 = Wuhan
成都 = Chengdu
青岛 = Qingdao
大连 = Dalian
宁波 = Ningbo
厦门 = Xiamen
美国 = America
日本 = Japan
德国 = Germany
英国 = Britain
法国 = France
韩国 = Korea
印度 = India
新加坡 = Singapore""".splitlines()
)
_WHOLE = "全国 国家 中国 全市 本市 长三角 珠三角 京津冀 欧盟".split()
PLACE = re.compile(rf"(?:{'|'.join([*ENGLISH, *_WHOLE])})(?:省|市|自治区|方面|层面)?")
"""A place in a question in Simplified Chinese, the country and the region among them."""
# "Beijing Review" and 广东路 are no places of that name.
_NAMED = re.compile(rf"\b(?:{'|'.join(ENGLISH.values())})\b(?! (?:Review|Daily|Times|News|Post|University|Road|Street)\b)|(?:{'|'.join(ENGLISH)})(?![路街日晚大])", re.IGNORECASE)


def places_in(text: str) -> Counter[str]:
    """The provinces, large cities and countries that `text` names, in English, with how often; not those inside another name."""
    return Counter(ENGLISH.get(match[0], match[0].title()) for match in _NAMED.finditer(text))
