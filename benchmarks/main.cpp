#include <fmt/core.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>

#include "bench.h"

namespace nwd::bench {

Folder::Folder() : folder_(std::filesystem::current_path() / ("nwd-bench-" + std::to_string(::getpid()))) {
  std::filesystem::create_directories(folder_);
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

namespace {

void print(const std::string& what, const std::string& figure, std::string_view verdict, const std::string& beside) {
  fmt::print("{:<46} {:>16}   {:<6} {}\n", what, figure, verdict, beside);
  std::fflush(stdout);
}

}  // namespace

void line(const std::string& what, const std::string& figure, const std::string& beside, bool good) {
  print(what, figure, good ? "meets" : "MISSES", beside);
}

void note(const std::string& what, const std::string& figure, const std::string& beside) {
  print(what, figure, "", beside);
}

}  // namespace nwd::bench

int main(int argc, char** argv) {
  using namespace nwd::bench;
  const std::pair<std::string_view, void (*)(const Folder&)> parts[] = {
      {"populations", [](const Folder&) { populations(); }},
      {"proofs", [](const Folder&) { proofs(); }},
      {"engines", engines},
      {"intake", intake},
      {"reads", reads},
      {"audit", audit_log},
      {"search", search}};
  spdlog::set_level(spdlog::level::off);
  try {
    const Folder folder;
    for (const auto& [name, run] : parts)
      if (argc == 1 || std::find(argv + 1, argv + argc, name) != argv + argc) run(folder);
  } catch (const std::exception& failed) {
    fmt::print(stderr, "the benchmark stopped: {}\n", failed.what());
    return 1;
  }
  return 0;
}
