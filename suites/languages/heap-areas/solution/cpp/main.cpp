#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

constexpr int old_age = 2;
constexpr long bulky_percent = 40;

enum Area { young, old, nowhere };

struct Object {
    std::string name;
    long size = 0;
    Area area = nowhere;
    bool held = true;
    bool marked = false;
    int age = 0;
    std::set<Object*> references;
};

class Heap {
public:
    Heap(long young_units, long old_units) : capacity{young_units, old_units} {}

    Object* find(const std::string& name) {
        auto entry = by_name.find(name);
        return entry == by_name.end() ? nullptr : entry->second;
    }

    void add(const std::string& name, long size) {
        auto object = std::make_unique<Object>();
        object->name = name;
        object->size = size;
        object->area = place(size);
        static const char* const words[] = {" young\n", " old\n", " failed\n"};
        std::cout << name << words[object->area];
        if (object->area == nowhere) return;
        used[object->area] += size;
        by_name[name] = object.get();
        objects.push_back(std::move(object));
    }

    void collect() { std::cout << "full " << sweep(false) << '\n'; }

    void report() const {
        std::cout << "end " << used[young] << ' ' << used[old] << '\n';
        for (const auto& object : objects) std::cout << object->name << (object->area == young ? " young\n" : " old\n");
    }

private:
    long capacity[2];
    long used[2] = {0, 0};
    std::vector<std::unique_ptr<Object>> objects;  // in the order in which they were made
    std::map<std::string, Object*> by_name;

    bool fits(long size, Area area) const { return used[area] + size <= capacity[area]; }

    Area place(long size) {
        bool bulky = size * 100 > capacity[young] * bulky_percent;
        if (!bulky) {
            if (!fits(size, young)) minor();
            if (fits(size, young)) return young;
        }
        if (fits(size, old)) return old;
        collect();
        if (!bulky && fits(size, young)) return young;
        return fits(size, old) ? old : nowhere;
    }

    /* Frees what cannot be got at; how many objects. */
    std::size_t sweep(bool keep_old) {
        std::vector<Object*> todo;
        for (auto& object : objects) {
            object->marked = object->held || (keep_old && object->area == old);
            if (object->marked) todo.push_back(object.get());
        }
        while (!todo.empty()) {
            Object* object = todo.back();
            todo.pop_back();
            for (Object* other : object->references) {
                if (other->marked) continue;
                other->marked = true;
                todo.push_back(other);
            }
        }
        return std::erase_if(objects, [this](const auto& object) {
            if (object->marked) return false;
            used[object->area] -= object->size;
            by_name.erase(object->name);
            return true;
        });
    }

    void minor() {
        std::size_t freed = sweep(true);
        int moved = 0;
        for (auto& object : objects) {
            if (object->area != young) continue;
            object->age++;
            if (object->age < old_age || !fits(object->size, old)) continue;
            object->area = old;
            used[young] -= object->size;
            used[old] += object->size;
            moved++;
        }
        std::cout << "minor " << freed << ' ' << moved << '\n';
    }
};

int main() {
    std::ios::sync_with_stdio(false);
    std::string command, name, other_name;
    long young_units, old_units, size;
    std::cin >> command >> young_units >> old_units;
    Heap heap(young_units, old_units);
    while (std::cin >> command) {
        if (command == "collect") {
            heap.collect();
            continue;
        }
        std::cin >> name;
        if (command == "new") {
            std::cin >> size;
            heap.add(name, size);
            continue;
        }
        Object* object = heap.find(name);
        bool is_link = command == "link" || command == "unlink";
        Object* other = object;
        if (is_link) {
            std::cin >> other_name;
            other = heap.find(other_name);
        }
        if (!object || !other) {
            std::cout << "gone\n";
        } else if (command == "link") {
            object->references.insert(other);
        } else if (command == "unlink") {
            object->references.erase(other);
        } else {
            object->held = command == "hold";
        }
    }
    heap.report();
}
