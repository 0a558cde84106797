"""From evidence to a probability that can be checked.

origins → grading → weigh → hazard → outlook, then waterfall, changes and words; beside them missing
and predictions.
"""
