"""The counter's page (工作台网页): another mouth of the desk, with its rights and its trail."""
