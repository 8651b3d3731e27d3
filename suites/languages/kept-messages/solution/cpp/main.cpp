#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>

constexpr int kMost = 8;

struct Message {
    std::string topic;
    long size;
    bool pinned;
};

std::map<int, Message> messages;
long limit, bytes;
int stored;

void erase(std::map<int, Message>::iterator it) {
    bytes -= it->second.size;
    messages.erase(it);
}

/* Drops the oldest message that is not pinned, of a topic or, without one, of all; gives its number as text. */
std::string drop(const std::string& topic) {
    auto it = messages.begin();
    while (it->second.pinned || (!topic.empty() && it->second.topic != topic)) ++it;
    std::string number = " " + std::to_string(it->first);
    erase(it);
    return number;
}

std::string store(const std::string& topic, long size) {
    long pinned = 0;
    int own = 0, own_pinned = 0;
    for (const auto& [number, message] : messages) {
        if (message.pinned) pinned += message.size;
        if (message.topic == topic) {
            ++own;
            own_pinned += message.pinned;
        }
    }
    if (size + pinned > limit || own_pinned >= kMost) return "rejected";
    std::string dropped;
    if (own >= kMost) dropped += drop(topic);
    while (bytes + size > limit) dropped += drop("");
    messages[++stored] = {topic, size, false};
    bytes += size;
    return std::to_string(stored) + dropped;
}

std::string pin(int number, bool pinned) {
    auto it = messages.find(number);
    if (it == messages.end()) return "gone";
    if (it->second.pinned == pinned) return "already";
    it->second.pinned = pinned;
    return pinned ? "pinned" : "unpinned";
}

std::string remove_message(int number) {
    auto it = messages.find(number);
    if (it == messages.end()) return "gone";
    erase(it);
    return "removed";
}

std::string read_topic(const std::string& topic) {
    std::string text;
    for (auto it = messages.rbegin(); it != messages.rend(); ++it) {
        if (it->second.topic != topic) continue;
        if (!text.empty()) text += ' ';
        text += std::to_string(it->first) + (it->second.pinned ? "*" : "");
    }
    return text.empty() ? "hollow" : text;
}

std::string stats() {
    std::set<std::string> topics;
    for (const auto& [number, message] : messages) topics.insert(message.topic);
    return std::to_string(messages.size()) + " " + std::to_string(bytes) + " " + std::to_string(topics.size());
}

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    std::string command, topic;
    long number;
    std::cin >> command >> limit;
    while (std::cin >> command) {
        if (command == "store") {
            std::cin >> topic >> number;
            std::cout << store(topic, number) << '\n';
        } else if (command == "read") {
            std::cin >> topic;
            std::cout << read_topic(topic) << '\n';
        } else if (command == "stats") {
            std::cout << stats() << '\n';
        } else {
            std::cin >> number;
            std::cout << (command == "remove" ? remove_message(number) : pin(number, command == "pin")) << '\n';
        }
    }
}
