def ranking(scores, limit: nil)
  raise ArgumentError, 'a score is no number' unless scores.values.all?(Numeric)

  ranked = scores.sort_by { |name, score| [-score, name] }.map do |name, score|
    [scores.values.count { |other| other > score } + 1, name, score]
  end
  limit ? ranked.select { |rank, _, _| rank <= limit } : ranked
end
