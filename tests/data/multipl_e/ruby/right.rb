def repeated(texts, times)
  texts.flat_map { |one| [one] * times }
end
