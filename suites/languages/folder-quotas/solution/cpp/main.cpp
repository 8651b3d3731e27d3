#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

struct Node {
    bool folder = false;
    long size = 0;
    std::optional<long> quota;
};

std::map<std::string, Node> nodes{{"/", {true, 0, {}}}};

std::string parent_of(const std::string& path) {
    size_t slash = path.rfind('/');
    return slash == 0 ? "/" : path.substr(0, slash);
}

bool lies_in(const std::string& path, const std::string& folder) {
    return path != "/" && path.starts_with(folder == "/" ? folder : folder + "/");
}

bool is_folder(const std::string& path) {
    auto it = nodes.find(path);
    return it != nodes.end() && it->second.folder;
}

std::vector<std::string> within(const std::string& path) {
    std::vector<std::string> paths;
    for (const auto& [other, node] : nodes)
        if (other == path || lies_in(other, path)) paths.push_back(other);
    return paths;
}

long size_of(const std::string& path) {
    long size = 0;
    for (const std::string& other : within(path)) size += nodes[other].size;
    return size;
}

// The folder that may not grow, or nothing; the folders above `spared` do not grow.
std::string over(std::string target, long growth, const std::string& spared = "") {
    while (growth > 0 && target != "/") {
        target = parent_of(target);
        const auto& quota = nodes[target].quota;
        if (quota && !lies_in(spared, target) && size_of(target) + growth > *quota) return target;
    }
    return "";
}

std::string make(const std::string& path, bool folder, long size) {
    if (folder ? nodes.contains(path) : is_folder(path)) return "exists";
    if (!is_folder(parent_of(path))) return "nowhere";
    long old = nodes.contains(path) ? nodes[path].size : 0;
    std::string stop = over(path, size - old);
    if (!stop.empty()) return "over " + stop;
    nodes[path] = {folder, size, {}};
    return "ok";
}

std::string transfer(const std::string& path, const std::string& target, bool moves) {
    if (!nodes.contains(path)) return "missing";
    if (nodes.contains(target)) return "exists";
    if (!is_folder(parent_of(target))) return "nowhere";
    if (lies_in(target, path)) return "inside";
    std::string stop = over(target, size_of(path), moves ? path : "");
    if (!stop.empty()) return "over " + stop;
    for (const std::string& other : within(path)) {
        Node node = nodes[other];
        if (moves) nodes.erase(other);
        else node.quota.reset();
        nodes[target + other.substr(path.size())] = node;
    }
    return "ok";
}

std::string list(const std::string& path) {
    std::string text;
    std::vector<std::string> paths;
    for (const auto& [other, node] : nodes)
        if (other != "/" && parent_of(other) == path) paths.push_back(other);
    for (const std::string& other : paths)
        text += (text.empty() ? "" : "\n") + other.substr(other.rfind('/') + 1) + (nodes[other].folder ? "/ " : " ") +
                std::to_string(size_of(other));
    return text.empty() ? "nothing" : text;
}

std::string answer(const std::string& line) {
    std::istringstream words(line);
    std::string command, path, more;
    words >> command >> path >> more;
    if (command == "folder") return make(path, true, 0);
    if (command == "file") return make(path, false, std::stol(more));
    if (command == "move" || command == "copy") return transfer(path, more, command == "move");
    if (!nodes.contains(path)) return "missing";
    if (command == "size") return std::to_string(size_of(path));
    if (command == "remove") {
        for (const std::string& other : within(path)) nodes.erase(other);
        return "ok";
    }
    if (!is_folder(path)) return "missing";
    if (command == "list") return list(path);
    if (command == "quota") nodes[path].quota = std::stol(more);
    else nodes[path].quota.reset();
    return "ok";
}

int main() {
    std::string line;
    while (std::getline(std::cin, line)) std::cout << answer(line) << '\n';
}
