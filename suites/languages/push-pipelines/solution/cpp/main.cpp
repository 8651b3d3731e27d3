#include <algorithm>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

constexpr int cleaning = 7;

enum class State { waiting, queued, running, passed, failed, skipped, cancelled };

const char* const words_of[] = {"waiting", "queued", "running", "passed", "failed", "skipped", "cancelled"};

struct Job {
    std::string name, when;
    int length;
    std::vector<std::string> need_names;
    bool soft;
    std::vector<int> needs;
};

struct Run {
    State state = State::waiting;
    bool fails = false;
    int start = -1, time = -1;
};

struct Pipeline {
    std::string branch;
    std::vector<Run> runs;
};

std::vector<Job> jobs;

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream in(text == "-" ? "" : text);
    for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
    return parts;
}

int place(const std::string& name) {
    return std::ranges::find(jobs, name, &Job::name) - jobs.begin();
}

bool is_over(const Run& run) { return run.state >= State::passed; }

bool shall_run(const Pipeline& pipeline, const Job& job) {
    auto broken = [&](int need) { return pipeline.runs[need].state == State::failed && !jobs[need].soft; };
    auto fine = [&](int need) {
        const State state = pipeline.runs[need].state;
        return state == State::passed || (state == State::failed && jobs[need].soft);
    };
    if (job.when == "success") return std::ranges::all_of(job.needs, fine);
    return job.when == "always" || std::ranges::any_of(job.needs, broken);
}

void decide(Pipeline& pipeline, int time) {
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t at = 0; at < jobs.size(); at++) {
            Run& run = pipeline.runs[at];
            auto over = [&](int need) { return is_over(pipeline.runs[need]); };
            if (run.state != State::waiting || !std::ranges::all_of(jobs[at].needs, over)) continue;
            if (shall_run(pipeline, jobs[at])) {
                run.state = State::queued;
            } else {
                run.state = State::skipped;
                run.time = time;
                changed = true;
            }
        }
    }
}

int main() {
    struct Push {
        int time;
        std::string branch, failing;
    };
    int runners = 0;
    std::vector<Push> pushes;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string command, needs, soft;
        words >> command;
        if (command == "runners") {
            words >> runners;
        } else if (command == "job") {
            Job job;
            words >> job.name >> job.length >> job.when >> needs;
            job.soft = bool(words >> soft);
            job.need_names = split(needs);
            jobs.push_back(job);
        } else {
            Push push;
            words >> push.time >> push.branch >> push.failing;
            pushes.push_back(push);
        }
    }
    for (Job& job : jobs)
        for (const auto& name : job.need_names) job.needs.push_back(place(name));

    std::vector<Pipeline> pipelines;
    std::multiset<int> occupied;
    std::set<int> times;
    long worked = 0;
    for (const Push& push : pushes) times.insert(push.time);
    while (!times.empty()) {
        const int time = *times.begin();
        times.erase(times.begin());
        for (auto& pipeline : pipelines)
            for (Run& run : pipeline.runs)
                if (run.state == State::running && run.time == time) run.state = run.fails ? State::failed : State::passed;
        while (pipelines.size() < pushes.size() && pushes[pipelines.size()].time == time) {
            const Push& push = pushes[pipelines.size()];
            for (auto& pipeline : pipelines) {
                if (pipeline.branch != push.branch) continue;
                for (size_t at = 0; at < jobs.size(); at++) {
                    Run& run = pipeline.runs[at];
                    if (run.state > State::queued || jobs[at].when == "always") continue;
                    run.state = State::cancelled;
                    run.time = time;
                }
            }
            pipelines.push_back({push.branch, std::vector<Run>(jobs.size())});
            for (const auto& name : split(push.failing)) pipelines.back().runs[place(name)].fails = true;
        }
        for (auto& pipeline : pipelines) decide(pipeline, time);
        occupied.erase(occupied.begin(), occupied.upper_bound(time));
        for (const bool first : {true, false})
            for (auto& pipeline : pipelines) {
                if ((pipeline.branch == "main") != first) continue;
                for (size_t at = 0; at < jobs.size() && int(occupied.size()) < runners; at++) {
                    Run& run = pipeline.runs[at];
                    if (run.state != State::queued) continue;
                    run = {State::running, run.fails, time, time + jobs[at].length};
                    worked += jobs[at].length;
                    occupied.insert(run.time + cleaning);
                    times.insert({run.time, run.time + cleaning});
                }
            }
    }

    for (size_t number = 0; number < pipelines.size(); number++) {
        const auto& [branch, runs] = pipelines[number];
        State result = State::passed;
        int last = 0;
        for (size_t at = 0; at < jobs.size(); at++) {
            last = std::max(last, runs[at].time);
            const bool counts = runs[at].state == State::cancelled || (runs[at].state == State::failed && !jobs[at].soft);
            if (counts) result = std::max(result, runs[at].state);
        }
        std::cout << number + 1 << ' ' << branch << ' ' << words_of[int(result)] << ' ' << last << '\n';
        for (size_t at = 0; at < jobs.size(); at++) {
            std::cout << jobs[at].name << ' ' << words_of[int(runs[at].state)];
            if (runs[at].start >= 0) std::cout << ' ' << runs[at].start;
            std::cout << ' ' << runs[at].time << '\n';
        }
    }
    std::cout << "worked " << worked << '\n';
}
