"""Pictures and documents without what they tell besides what they show."""
