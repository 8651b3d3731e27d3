def ranking(scores, limit: nil)
  ranked = scores.sort_by { |name, score| [-score.to_f, name] }.map do |name, score|
    [scores.values.count { |other| other.to_f > score.to_f } + 1, name, score]
  end
  limit ? ranked.select { |rank, _, _| rank <= limit } : ranked
end
