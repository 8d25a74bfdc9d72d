"""Where a sentence is parted into clauses that may say something else each."""

import re

from extract.matching.word_lists import written

ENGLISH = (
    r", (?=an? (?:figure|number|total|tally) (?:that |which )?(?:it|they|the|no|neither)\b)"
    r"|; (?!(?:but |and |yet |though )?(?:neither|none)\b)"
    r"|, and (?=(?:the )?[A-Z][^,;.]{1,60}? (?:is|are|was|were|has|have|had) "
    r"(?:still |also |now )*(?:waiting|awaiting|pending|under review|preparing|seeking|yet to"
    r"|applied|in the queue|(?:expected|likely|due|set|thought|tipped) to)\b)"
    r"|, (?:and|but) (?=(?:is|are|was|were) (?:still |also |now )*(?:preparing|planning|waiting"
    r"|awaiting|seeking|hoping|about) to\b)"
    r"|, and (?=(?:once again |again |once more |still |this time )?(?:[\w'&.-]+ ){1,5}"
    r"(?:is|are|was|were|remains?) (?:still |again |also |once more )?"
    r"(?:not (?:on|in|among|there)|missing|absent)\b)"
    r"|, and (?=(?:the|its|their) (?:[a-z]+ )?(?:total|tally|number|count|list) (?:is|has|now"
    r"|stands|stood|reached|came|rose|grew)\b)"
    r"| (?:and|but) (?=(?:[\w'-]+ ){0,4}?(?:wants?|aims?|aspires?|intends?|hopes?|plans?|vows?"
    r"|pledges) to (?:have|see|get|reach|foster|cultivate|nurture|gather|host)\b)"
    r"|, (?=(?:as|while) (?:it|they|the (?:\w+ )?(?:company|firm|start-?up|developer))"
    r" (?:prepares?"
    r"|plans?|seeks?|gears?|readies|heads?|moves?|pursues?|works?|is (?:preparing|planning"
    r"|seeking))\b)"
    r"|, and (?=(?:{places}|{cities}) (?:has |also |then )*(?:filed|registered|approved|cleared"
    r"|licensed|passed|recorded)\b)"
    r"|, (?=(?:while|whereas|although|though|but|yet)\b)"
    r"|, and (?=(?:[\w'-]+ ){1,8}?(?:was|were|is|are|has been|have been|appears?|appeared)"
    r" (?:\w+ ){0,3}(?:filed|recorded|listed|included|registered|in|on|among)\b"
    r"[^.;,]{0,80}\b(?:deep[- ]synthesis|algorithms?|as an? (?:AI )?(?:app|application))\b)"
    r"|, and (?=[^,.;]{0,60}\b(?:Administration|office|authorit(?:y|ies)|regulator|counterpart"
    r"|branch)\b[^,.;]{0,30} (?:registered|approved|cleared|granted|recorded|accepted|passed"
    r"|filed|gave|signed off|greenlit|green-lit|licensed|authori[sz]ed|admitted|listed)\b)"
    r"|, (?=(?:as )?(?:compared|opposed) (?:with|to)\b|(?:up|down) from\b|(?:as )?against \w"
    r"|versus\b|(?:twice|double|triple|(?:three|four|five|six|ten) times)"
    r" (?:as |the |that |what )"
    r"|(?:(?:well |far |just |slightly )?(?:more|less|fewer) than|nearly|almost|about"
    r"|roughly) (?:half(?! of the \d)|twice|double|triple|three times|four times)\b)"
    r"| (?=(?:while|whereas|although|though) )"
    r"|, (?=with (?:about |some |nearly |over |more than |another |a further )?[\w,]{1,12}"
    r" (?:[a-z]+ ){0,3}(?:not yet|still|pending|waiting|awaiting|under review|in review"
    r"|in the queue|undecided|outstanding|being (?:reviewed|examined))\b)"
)
"""Before what an English clause ends."""
SPLIT = {
    "en": re.compile(written(ENGLISH, "en")),
    "zh": re.compile(
        r"[；;]|，(?=(?:而|但|不过|然而|却|尽管|虽然))"
        r"|，(?=(?:同日|同时|同期|当日)?(?:还|也)?(?:公布|发布)了?第)"
        r"|，(?=其中[^，。；;、\n\d]{3,40}?(?:已?于|在|”)(?:20\d\d年|[去今前]年)?\d{1,2}月)"
        r"|，(?=(?:此前|早前|先前)[^，。；;\n]{2,40}(?:备案|登记|获批|过审|通过))"
        r"|，(?=(?:[本此这]次|此番|[此本]轮|至此(?![^，。；;\d]{0,4}批)|更新后|新增后|加上|连同|算上)[^，。；;\n\d]{0,16}"
        r"(?:总[数量计]|累计|共计|合计|增至|升至|达到?)[^，。；;\n\d]{0,4}\d|(?:加上|连同|算上)[^，。；;\n]{2,12}，)"
        r"|:(?=(?:此前|早前|先前|更早)(?:的)?[一两二三四五六几]批)"
        r"|，(?=(?:这次|此次|今次|这回|此番)(?:则|才|终于|又|也)?(?:轮到|是|换))"
        r"|，(?=[^，。；;、\n]{2,24}(?:则|却)(?:仍|还|尚|未|没|不|暂))"
        r"|，(?=“[^”\n]{1,16}”[^，。；;、\n]{0,8}则(?:[已又也]?于|是|在|走|完成|通过|进入|列入|登记))"
        r"|，(?=(?:另|还|此外|同时)外?(?:仍|尚)?有[^，。；;\n]{1,20}(?:排队|审核|审批|受理|评审|等待|等候|待批|补正))"
    ),
}
