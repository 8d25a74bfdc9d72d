"""Chinese stories of this field's approvals and look-alikes, on texts invented here."""

import pytest
from reading import told

OTHER_FIELDS = (
    "从投资项目在线审批监管平台获悉，万国智算二期项目已完成备案，建成后可支撑大模型训练。",
    "某数据交易所本周新增登记数据产品23款，其中AI训练语料产品8款。",
    "云途科技获得增值电信业务经营许可证，将面向企业提供AI外呼服务。",
    "央行公布企业征信机构备案名单，新增两家，其中一家主打AI风控模型。",
    "科技部批准建设新一代人工智能开放创新平台，共5家企业入选。",
    "某大学获批人工智能一级学科博士点，为学校大模型研究提供支撑。",
    "欧盟委员会批准通用人工智能行为准则，26家公司签署并登记。",
    "某车企的驾驶系统在荷兰获批上路，其车载大模型已更新。",
    "民航局向一家AI无人机公司颁发型号合格证，这是首款获批的智能货运无人机。",
    "保险业协会公布首批AI责任险条款备案清单，3款产品完成备案。",
    "内部AI产品上线团队版，团队资源需求获批快速，今年有望入选年度产品。",
)
GUIDES_AND_PLANS = (
    "省网信办举办大模型备案培训会，80余家企业参加，会上介绍了已通过备案企业的经验。",
    "大模型备案是什么？完成备案后有什么好处？备案由省网信办初审，通过后公示。",
    "本公司是大模型备案服务机构，累计帮助86家企业完成大模型备案登记。",
    "各单位：现组织申报大模型备案奖励，申报条件如下。在年底前完成生成式人工智能服务备案的企业可申报。",
    "某类生成式服务要想拿到备案“通行证”，得先逐条对照文件自评。",
    "该公司介绍，新款大模型助手将在完成备案后上线。",
    "某手机厂商表示，其AI助手新功能正在进行大模型备案，预计下月获批。",
    "公司称，“衡言”大模型的相关备案已通过备案报送系统上报。",
    "官员说，厂商若采用已获批准的本地大模型，审批流程会更简便。",
)
TRUE = (
    "杭州再添4款备案大模型，累计达77款，占全省八成以上。",
    "云鹿智能宣布旗下法律大模型“衡言”正式拿到上岗证，即日起面向公众开放服务。",
    "“衡言”AI助手获批上线，所有人都可以使用。云鹿智能宣布衡言面向全社会开放。",
    "“网信北京”公布AI备案新进展，云鹿科技、拓野科技等19家获通过。",
    "国家相关部门对外公布了第十四批境内深度合成服务算法的备案详情。",
    "6月24日，某公司旗下两款新模型双双过审，国家网信办官网当日更新了备案清单。",
    "某公司自愿公告：本集团之云鹿模型已获国家网信办备案批准。",
    "领到“准生证”！禾田科技的“禾语”大模型今天获国家网信办备案通过。",
)


@pytest.mark.parametrize("text", OTHER_FIELDS + GUIDES_AND_PLANS)
def test_other_fields_guides_and_plans_are_no_announcement(text: str) -> None:
    assert not told(text, language="zh", published="2026-03-03").relevant


@pytest.mark.parametrize("text", TRUE)
def test_wordings_of_an_announcement(text: str) -> None:
    assert told(text, language="zh", published="2026-03-03").relevant


@pytest.mark.parametrize(
    "text",
    [
        "某运营商公示大模型研发集采结果，6家企业中标。入围企业为：甲云科技、乙思科技，均提供大模型。",
        "甲云科技称，其大模型已提交备案申请，目前尚在审核。全国完成备案的生成式人工智能服务已有300余款。",
    ],
)
def test_tenders_and_totals_beside_an_application(text: str) -> None:
    assert not told(text, published="2026-03-03", language="zh").relevant
