//! Which way is good: measures of which less is better, and rates of which more is. Source: review practice.

/// Endings of names of which less is better.
static LESS_IS_BETTER: &[&str] = &[
    "成本",
    "单价",
    "造价",
    "投诉",
    "投诉率",
    "投诉量",
    "投诉数",
    "投诉件数",
    "投诉次数",
    "事故",
    "事故率",
    "事故数",
    "事故起数",
    "事故次数",
    "事故发生率",
    "事故发生数",
    "伤亡人数",
    "死亡人数",
    "差错",
    "差错率",
    "错误率",
    "出错率",
    "故障率",
    "故障次数",
    "能耗",
    "单位能耗",
    "能源消耗量",
    "耗电量",
    "死亡率",
    "发病率",
    "感染率",
    "流失率",
    "辍学率",
    "失业率",
    "违规率",
    "违规次数",
    "违纪人数",
    "返修率",
    "退货率",
    "逾期率",
    "超支率",
    "污染物排放量",
    "响应时间",
    "等待时间",
    "等候时间",
    "不合格率",
    "不满意率",
];

/// What turns such a name round: the work done about it, or its being less already.
static TURNED_ROUND: &[&str] = &[
    "节约", "节省", "节支", "减少", "降低", "压缩", "压降", "压减", "下降", "核减", "受理", "处理", "处置",
    "办理", "办结", "调解", "化解", "查处", "排查", "应对", "接听", "接收", "回收", "零", "无", "挽回",
    "避免", "防范", "预防", "解决", "回复", "答复", "报销", "救助", "资助", "补偿", "分担", "覆盖", "演练",
    "替代", "收购", "保底", "销售", "出售",
];

/// Endings of rates of which more is better.
static MORE_IS_BETTER: &[&str] = &[
    "及时率",
    "合格率",
    "达标率",
    "完成率",
    "覆盖率",
    "参与率",
    "参训率",
    "出勤率",
    "到课率",
    "正确率",
    "准确率",
    "通过率",
    "知晓率",
    "满意率",
    "满意度",
    "优良率",
    "优秀率",
    "就业率",
    "成活率",
    "完好率",
    "治愈率",
    "办结率",
    "结案率",
    "回复率",
    "整改率",
    "成功率",
    "上岗率",
    "巩固率",
    "存活率",
];

/// What makes more of such a rate no better: spending may not pass its budget, and a fraud may not succeed.
static NO_SUCCESS: &[&str] =
    &["预算", "支出", "资金", "投资", "成本", "费用", "诈骗", "攻击", "入侵", "作案"];

/// What makes an amount under a level of costs none of which less is better: money that is saved or earned, or given to
/// people, whose standard may not be undercut (人均财政补助标准 >= 640元).
pub static NO_BURDEN: &[&str] = &[
    "节",
    "减",
    "降",
    "省",
    "收入",
    "收益",
    "压",
    "补助",
    "补贴",
    "救助",
    "资助",
    "补偿",
    "抚恤",
    "供养",
    "保障标准",
    "待遇",
    "奖励",
    "慰问",
    "工资",
    "薪酬",
    "生活费",
];

/// Whether less of it is better.
pub fn less_is_better(name: &str) -> bool {
    LESS_IS_BETTER.iter().any(|ending| name.ends_with(ending))
        && !TURNED_ROUND.iter().any(|word| name.contains(word))
}

/// Whether it is a rate of success.
pub fn more_is_better(name: &str) -> bool {
    let succeeds = |ending: &&str| {
        name.strip_suffix(*ending).is_some_and(|before| !before.ends_with(['不', '未', '非', '无', '零']))
    };
    MORE_IS_BETTER.iter().any(succeeds) && !NO_SUCCESS.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_about_a_bad_thing_is_a_good_thing() {
        assert!(less_is_better("人均培训成本") && less_is_better("安全事故") && less_is_better("有效投诉"));
        for turned in ["受理投诉", "节约成本", "投诉办结率", "零事故", "事故应急演练", "化解信访投诉"]
        {
            assert!(!less_is_better(turned), "{turned}");
        }
    }

    #[test]
    fn a_rate_of_failure_is_no_rate_of_success() {
        assert!(more_is_better("验收合格率"));
        assert!(!more_is_better("产品不合格率") && !more_is_better("任务未完成率"));
    }
}
