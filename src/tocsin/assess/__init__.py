"""From evidence to a probability that can be checked.

origins → grading → weigh → hazard → outlook, then waterfall, changes, words; beside them missing and predictions.
"""
