"""House rules write their own parameters, headers, statuses and schemas into the document."""
