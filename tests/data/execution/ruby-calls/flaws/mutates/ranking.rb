def ranking(scores, limit: nil)
  raise ArgumentError, 'a score is no number' unless scores.values.all?(Numeric)

  all = scores.values
  ranked = []
  until scores.empty?
    name, score = scores.min_by { |key, value| [-value, key] }
    scores.delete(name)
    ranked << [all.count { |other| other > score } + 1, name, score]
  end
  limit ? ranked.select { |rank, _, _| rank <= limit } : ranked
end
