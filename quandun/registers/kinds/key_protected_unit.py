"""知识产权保护重点单位库: enterprises, industry associations and e-commerce platforms with a lane of their own (直通车)."""

from quandun.registers.domain.kinds import AdmissionCheck, RegisterField, RegisterKind

REGISTER = RegisterKind(
    key="key_protected_unit",
    name="知识产权保护重点单位库",
    name_en="Key protected units",
    basis="本市实施方案：建立知识产权保护直通车制度，建立知识产权保护重点单位库",
    basis_en="The city's implementation plan: a direct lane and a register of key protected units",
    number_word="重点",
    fields=(
        RegisterField("name", "单位名称", "Name", public=True),
        RegisterField("credit_code", "统一社会信用代码", "Unified social credit code", kind="credit_code", public=True),
        RegisterField(
            "type",
            "单位类型",
            "Type",
            kind="choice",
            public=True,
            choices=(
                ("enterprise", "重点企业", "Enterprise"),
                ("association", "行业协会", "Industry association"),
                ("platform", "电商平台", "E-commerce platform"),
            ),
        ),
        RegisterField("district_code", "所在区县", "District", kind="district", public=True),
        RegisterField("industry", "行业领域", "Industry", required=False, public=True),
        RegisterField(
            "contact_name",
            "直通车联系人",
            "Contact for the direct lane",
            personal=True,
            help="只供管理单位联系使用，不公开。",
            help_en="For the keeping unit only, never published.",
        ),
        RegisterField("contact_phone", "联系电话", "Telephone", personal=True),
    ),
    name_field="name",
    identity=("credit_code",),
    nominated_by=("registrar", "officer"),
    decided_by=("bureau_head",),
    admission="方案要求从重点企业、行业协会、电商平台中选择；具体入库条件方案未规定，由决定单位说明理由",
    admission_en="The plan selects among key enterprises, associations and platforms; it sets no further condition",
    term="方案未规定期限",
    term_en="The plan sets no term",
    checks=(
        AdmissionCheck(
            "is_of_type",
            "属于重点企业、行业协会或者电商平台",
            "It is a key enterprise, an industry association or an e-commerce platform",
            "本市实施方案",
        ),
        AdmissionCheck("lane_agreed", "已确定直通车联系人", "The contact for the direct lane is settled", "本市实施方案"),
    ),
)
