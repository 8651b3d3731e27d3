def repeated(texts, times)
  texts.flat_map { |one| [one] * 1 }
end
