def ranking(scores, limit: nil)
  raise ArgumentError, 'a score is no number' unless scores.values.all?(Numeric)

  ranked = scores.sort_by { |name, score| [-score, name] }.each_with_index.map { |(name, score), index| [index + 1, name, score] }
  limit ? ranked.first(limit) : ranked
end
