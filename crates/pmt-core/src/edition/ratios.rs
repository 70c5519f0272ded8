//! Names of ratios: which are certainly shares of a whole, which only look like one, which may pass 100 %.
//! Source: indicators of published declarations.

/// Endings of names that are ratios beyond doubt.
static RATIOS: &[&str] = &[
    "及时率",
    "按时率",
    "按期率",
    "准时率",
    "合格率",
    "达标率",
    "完成率",
    "完工率",
    "开工率",
    "竣工率",
    "覆盖率",
    "参与率",
    "参加率",
    "参训率",
    "出勤率",
    "到课率",
    "到岗率",
    "到会率",
    "正确率",
    "准确率",
    "通过率",
    "知晓率",
    "满意率",
    "满意度",
    "优良率",
    "优秀率",
    "及格率",
    "结业率",
    "毕业率",
    "就业率",
    "入学率",
    "升学率",
    "巩固率",
    "录取率",
    "成活率",
    "存活率",
    "保存率",
    "绿化率",
    "完好率",
    "故障率",
    "差错率",
    "出错率",
    "错误率",
    "投诉率",
    "事故率",
    "发生率",
    "发病率",
    "患病率",
    "死亡率",
    "感染率",
    "治愈率",
    "接种率",
    "筛查率",
    "检出率",
    "就诊率",
    "建档率",
    "参保率",
    "签约率",
    "履约率",
    "随访率",
    "办结率",
    "结案率",
    "回复率",
    "答复率",
    "受理率",
    "处置率",
    "处理率",
    "整改率",
    "解决率",
    "化解率",
    "破案率",
    "调解率",
    "检查率",
    "抽查率",
    "抽检率",
    "抽样率",
    "监测率",
    "巡查率",
    "使用率",
    "利用率",
    "出租率",
    "入住率",
    "空置率",
    "普及率",
    "受益率",
    "回收率",
    "响应率",
    "配备率",
    "配置率",
    "安装率",
    "更新率",
    "上线率",
    "在线率",
    "可用率",
    "正常率",
    "运行率",
    "连通率",
    "成功率",
    "采纳率",
    "转化率",
    "落实率",
    "开展率",
    "举办率",
    "组织率",
    "验收率",
    "发放率",
    "兑现率",
    "支付率",
    "到位率",
    "执行率",
    "公开率",
    "上报率",
    "报送率",
    "归档率",
    "收集率",
    "清运率",
    "无害化率",
    "增长率",
    "提高率",
    "提升率",
    "改善率",
    "下降率",
    "降低率",
    "减少率",
    "节约率",
    "完善率",
    "保障率",
    "维修率",
    "修复率",
    "修缮率",
    "检修率",
    "养护率",
    "保洁率",
    "洁净率",
    "供应率",
    "供给率",
    "保证率",
    "持证率",
    "上岗率",
    "持证上岗率",
    "点击率",
    "阅读率",
    "送达率",
    "投递率",
    "发布率",
    "更正率",
    "合规率",
    "规范率",
    "准点率",
    "征订率",
    "印刷率",
    "采购率",
    "购置率",
    "拨付率",
    "控制率",
    "偏差率",
];

/// Words that end like a ratio and are none, or none of a whole.
static NO_RATIOS: &[&str] = &[
    "效率",
    "频率",
    "概率",
    "汇率",
    "利率",
    "税率",
    "费率",
    "功率",
    "速率",
    "心率",
    "倍率",
    "曲率",
    "斜率",
    "表率",
    "制度",
    "年度",
    "季度",
    "月度",
    "进度",
    "力度",
    "深度",
    "高度",
    "长度",
    "宽度",
    "厚度",
    "温度",
    "湿度",
    "浓度",
    "密度",
    "强度",
    "精度",
    "速度",
    "角度",
    "难度",
    "广度",
    "程度",
    "额度",
    "限度",
    "幅度",
    "跨度",
    "硬度",
    "亮度",
    "坡度",
    "热度",
    "风度",
    "态度",
    "调度",
    "经度",
    "纬度",
    "国度",
    "用度",
    "印度",
    "尺度",
    "维度",
    "梯度",
    "粒度",
    "刻度",
    "色度",
    "浊度",
    "灵敏度",
    "分辨率",
    "采样率",
    "帧率",
    "清晰度",
];

/// Endings of names that are a ratio or a share in all likelihood.
static LIKELY_RATIOS: &[&str] = &["率", "度", "比例", "比重", "占比", "百分比"];

/// Shares of a whole that can never pass the whole. What can (完成率, 到位率, 使用率, 毛入学率, 增长率 …) is not here.
static SHARES: &[&str] = &[
    "及时率",
    "按时率",
    "按期率",
    "准时率",
    "准点率",
    "合格率",
    "达标率",
    "覆盖率",
    "参与率",
    "参训率",
    "出勤率",
    "到课率",
    "到岗率",
    "正确率",
    "准确率",
    "通过率",
    "知晓率",
    "满意率",
    "满意度",
    "优良率",
    "优秀率",
    "及格率",
    "结业率",
    "就业率",
    "巩固率",
    "成活率",
    "存活率",
    "完好率",
    "死亡率",
    "治愈率",
    "办结率",
    "结案率",
    "回复率",
    "答复率",
    "处置率",
    "整改率",
    "化解率",
    "持证率",
    "上岗率",
    "空置率",
    "入住率",
    "出租率",
    "差错率",
    "错误率",
    "成功率",
    "占比",
    "比重",
    "百分比",
];

/// What makes a share one of change or of excess, which may be anything.
static OF_CHANGE: &[&str] = &[
    "增长",
    "增加",
    "增幅",
    "提高",
    "提升",
    "上升",
    "下降",
    "降低",
    "减少",
    "保值",
    "增值",
    "超额",
    "环比",
    "同比",
    "较上年",
];

/// Endings of a bare metric's name: a value that is one says what is measured, not how much.
static METRICS: &[&str] = &[
    "满意度",
    "知晓度",
    "认可度",
    "认知度",
    "参与度",
    "美誉度",
    "关注度",
    "完善度",
    "覆盖度",
    "准确度",
    "完成度",
    "达成度",
    "健全度",
    "规范度",
    "及时性",
    "完整性",
    "合规性",
    "规范性",
    "准确性",
    "合理性",
    "健全性",
];

/// Beginnings of phrases that end in a metric's name and say more than it.
static PHRASES: &[&str] = &[
    "提高", "提升", "降低", "减少", "增加", "增强", "保证", "确保", "保障", "保持", "达到", "改善", "优化",
    "扩大", "有", "无", "零", "高", "低", "较", "全", "百分", "不",
];

/// A name without what is printed in brackets at its end: `参训率（%）` is 参训率.
pub fn bare_name(name: &str) -> &str {
    let name = name.trim();
    let without = name
        .strip_suffix(['）', ')'])
        .and_then(|open| open.rfind(['（', '(']).and_then(|at| open.get(..at)))
        .map(str::trim_end);
    without.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

fn ends(name: &str, list: &[&str]) -> bool {
    list.iter().any(|ending| name.ends_with(ending))
}

/// Whether a name is a ratio beyond doubt; `more` are further endings.
pub fn is_ratio(name: &str, more: &[String]) -> bool {
    let name = bare_name(name);
    (ends(name, RATIOS) || more.iter().any(|ending| name.ends_with(ending.as_str())))
        && !ends(name, NO_RATIOS)
}

/// Whether a name is that of a ratio or another measure in all likelihood.
pub fn is_likely_ratio(name: &str) -> bool {
    let name = bare_name(name);
    ends(name, LIKELY_RATIOS) && !ends(name, NO_RATIOS)
}

/// Whether a name is that of a share that never passes 100 %.
pub fn is_share(name: &str) -> bool {
    let name = bare_name(name);
    ends(name, SHARES) && !OF_CHANGE.iter().any(|word| name.contains(word))
}

/// Whether a name is that of a satisfaction.
pub fn is_satisfaction(name: &str) -> bool {
    let name = bare_name(name);
    (name.ends_with("满意度") || name.ends_with("满意率"))
        && !name.ends_with("不满意率")
        && !name.ends_with("不满意度")
}

/// Whether a value is the bare name of a metric.
pub fn is_metric_name(value: &str) -> bool {
    let metric = ends(value, METRICS) || (value.ends_with('率') && !ends(value, NO_RATIOS));
    let count = value.chars().count();
    metric
        && (3..=6).contains(&count)
        && value.chars().all(char::is_alphabetic)
        && !PHRASES.iter().any(|phrase| value.starts_with(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_told_from_words_that_end_alike() {
        for ratio in ["活动开展及时率", "参训率（%）", "群众满意度"] {
            assert!(is_ratio(ratio, &[]), "{ratio}");
        }
        for other in ["办事效率", "管理制度", "巡查频率", "资金使用进度", "分辨率"] {
            assert!(!is_ratio(other, &[]) && !is_likely_ratio(other), "{other}");
        }
        assert!(is_likely_ratio("女性参训比例") && is_likely_ratio("品牌认可度"));
    }

    #[test]
    fn what_may_pass_the_whole_is_no_share() {
        assert!(is_share("验收合格率") && is_share("优质课程占比"));
        for other in
            ["保值增值率", "就业人数增长率", "计划完成率", "合格率提升", "优良率提升占比", "床位使用率"]
        {
            assert!(!is_share(other), "{other}");
        }
    }

    #[test]
    fn a_metrics_name_is_no_value() {
        for name in ["完善率", "满意度", "及时率", "及时性"] {
            assert!(is_metric_name(name), "{name}");
        }
        for value in [
            "提高效率",
            "提高覆盖率",
            "高效率",
            "健全制度",
            "按季度",
            "全覆盖",
            "零投诉率",
            "率先",
            "不低于去年合格率",
        ] {
            assert!(!is_metric_name(value), "{value}");
        }
    }
}
