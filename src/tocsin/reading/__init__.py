"""Who said what, how many, when and how sure: text becomes attributed claims and indications."""
