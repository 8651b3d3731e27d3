#include <cctype>
#include <iostream>
#include <string>
#include <vector>

constexpr std::size_t longest = 31;

bool upper(char c) { return std::isupper(static_cast<unsigned char>(c)); }
bool lower(char c) { return std::islower(static_cast<unsigned char>(c)); }
char to_upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }
char to_lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::vector<std::string> words_of(const std::string& name) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (c == '_' || c == '-') {
            if (!words.back().empty()) words.emplace_back();
            continue;
        }
        const bool ends = upper(c) && (!upper(i ? name[i - 1] : '_') || (i + 1 < name.size() && lower(name[i + 1])));
        if (ends && !words.back().empty()) words.emplace_back();
        words.back() += to_lower(c);
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

int main() {
    std::ios::sync_with_stdio(false);
    std::string style, name;
    while (std::cin >> style >> name) {
        std::string result(name.find_first_not_of('_'), '_');
        bool first = true;
        for (auto& word : words_of(name)) {
            if (style == "shout")
                for (char& c : word) c = to_upper(c);
            if (style == "pascal" || (style == "camel" && !first)) word[0] = to_upper(word[0]);
            if (!first && (style == "snake" || style == "shout")) result += '_';
            if (!first && style == "dashed") result += '-';
            result += word;
            first = false;
        }
        if (result.size() > longest) {
            result.resize(longest);
            result.resize(result.find_last_not_of("_-") + 1);
        }
        std::cout << result << '\n';
    }
}
