"""知识产权人民调解组织: mediation bodies, counted by the districts they cover."""

from quandun.registers.domain.kinds import AdmissionCheck, RegisterField, RegisterKind

REGISTER = RegisterKind(
    key="mediation_body",
    name="知识产权人民调解组织名录",
    name_en="People's mediation bodies",
    basis="本市实施方案：加强知识产权调解组织培育，实现知识产权人民调解组织区县覆盖",
    basis_en="The city's implementation plan: mediation bodies for intellectual property in every district",
    number_word="调解",
    fields=(
        RegisterField("name", "调解组织名称", "Name", public=True),
        RegisterField(
            "district_code",
            "所在区县",
            "District",
            kind="district",
            public=True,
            help="按这一栏计算区县覆盖率。",
            help_en="The coverage of districts is computed from this.",
        ),
        RegisterField("founded_by", "设立单位", "Founded by", public=True),
        RegisterField("address", "地址", "Address", required=False, public=True),
        RegisterField("fields_of_work", "调解范围", "Fields of work", required=False, public=True),
        RegisterField("contact_name", "联系人", "Contact", personal=True),
        RegisterField("contact_phone", "联系电话", "Telephone", personal=True),
    ),
    name_field="name",
    identity=("name", "district_code"),
    nominated_by=("registrar", "officer"),
    decided_by=("bureau_head",),
    admission="列入条件方案未规定，由决定单位说明理由",
    admission_en="The plan sets no condition of admission",
    term="方案未规定期限",
    term_en="The plan sets no term",
    checks=(AdmissionCheck("is_founded", "已依法设立", "It has been founded according to law", "人民调解法 第八条、第三十四条"),),
)
