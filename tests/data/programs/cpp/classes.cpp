//> circle 12.57
//> square 4.00
#include <cmath>
#include <iomanip>
#include <iostream>
#include <memory>
#include <vector>
struct Shape {
    virtual ~Shape() = default;
    virtual double area() const = 0;
    virtual const char* name() const = 0;
};
struct Circle : Shape {
    double r;
    explicit Circle(double r) : r(r) {}
    double area() const override { return M_PI * r * r; }
    const char* name() const override { return "circle"; }
};
struct Square : Shape {
    double s;
    explicit Square(double s) : s(s) {}
    double area() const override { return s * s; }
    const char* name() const override { return "square"; }
};
int main() {
    std::vector<std::unique_ptr<Shape>> shapes;
    shapes.push_back(std::make_unique<Circle>(2));
    shapes.push_back(std::make_unique<Square>(2));
    for (const auto& s : shapes) std::cout << s->name() << ' ' << std::fixed << std::setprecision(2) << s->area() << '\n';
}
