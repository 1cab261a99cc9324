"""Characters that hide the words a reader looks for: traditional ones, and the pinyin that some web pages put behind them."""

import re

_TRADITIONAL = (
	"責單領導項時間務進實機構協頭牽辦負聯電話參與會節點區縣鄉鎮廳發財國資環護體開農業長關衛濟經質監總戶統計規劃設產運輸黨組織"
	"傳戰紀檢軍殘婦團學醫藥險應緊測氣災舊廣視報標網數據場車隊銀稅審園館圖書檔創處執試驗號圍線選約爭個萬億擴幫對從來這還過讓動"
	"無優適際華寧蘇滬鄭門陽陳龍東馬興豐貴雲廈鐵鋼願類術藝遊樂條備註說訊續層樓決議諾擔後將當見觀覽寫劇職權勵獎懲評價補貼貸債費"
	"錄證庫溝濱灣島嶺澤滅減霧塵淨綠養殯償儲糧鹽煙種漁獸飼屬轄級確畫畢啟啓達滿漲穩強聽訪維嚴懸顯態慮憂慶莊葉許謝鄒趙錢孫吳馮蔣"
	"韓楊張顧劉鐘盧範賈鄧羅賀譚陸閻餘紅軌橋遠繫係絡"
)
_SIMPLIFIED = (
	"责单领导项时间务进实机构协头牵办负联电话参与会节点区县乡镇厅发财国资环护体开农业长关卫济经质监总户统计规划设产运输党组织"
	"传战纪检军残妇团学医药险应紧测气灾旧广视报标网数据场车队银税审园馆图书档创处执试验号围线选约争个万亿扩帮对从来这还过让动"
	"无优适际华宁苏沪郑门阳陈龙东马兴丰贵云厦铁钢愿类术艺游乐条备注说讯续层楼决议诺担后将当见观览写剧职权励奖惩评价补贴贷债费"
	"录证库沟滨湾岛岭泽灭减雾尘净绿养殡偿储粮盐烟种渔兽饲属辖级确画毕启启达满涨稳强听访维严悬显态虑忧庆庄叶许谢邹赵钱孙吴冯蒋"
	"韩杨张顾刘钟卢范贾邓罗贺谭陆阎余红轨桥远系系络"
)
# One for one, and only signs that no simplified text holds.
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_PINYIN = re.compile(
	r"(?<=[\u3400-\u9fff])[（(](?=[a-zü]{0,3}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])"
	r"[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[)）]"
)


def simplified(words: str) -> str:
	"""The words with the traditional characters that office documents use made simplified; of unchanged length."""
	return words.translate(_TO_SIMPLIFIED)


def has_pinyin(words: str) -> bool:
	"""Whether a syllable of pinyin in brackets stands behind a character: 實(shí)事."""
	return bool(_PINYIN.search(words))


def without_pinyin(words: str) -> str:
	"""實(shí)事 as 實事; brackets that hold anything but one marked syllable stay."""
	return _PINYIN.sub("", words)
