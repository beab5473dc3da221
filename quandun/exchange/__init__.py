"""对接 exchange: messages to outside systems, queued in the act's transaction, delivered at least once, answered.

Each outside system is a folder under systems/ with its schema, connector and simulated counterpart; the page says
which are live. This slice knows one: 国家企业信用信息公示系统 (市场监督管理行政处罚信息公示规定 第九条).
"""
