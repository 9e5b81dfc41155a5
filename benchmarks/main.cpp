#include <fmt/core.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include "bench.h"

namespace nwd::bench {

Folder::Folder() : folder_(std::filesystem::current_path() / ("nwd-bench-" + std::to_string(::getpid()))) {
  std::filesystem::create_directories(folder_);
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void line(const std::string& what, const std::string& figure, const std::string& beside, bool good) {
  fmt::print("{:<44} {:>16}   {:<6} {}\n", what, figure, good ? "meets" : "MISSES", beside);
  std::fflush(stdout);
}

}  // namespace nwd::bench

int main() {
  spdlog::set_level(spdlog::level::off);
  try {
    const nwd::bench::Folder folder;
    nwd::bench::populations();
    nwd::bench::proofs();
    nwd::bench::engines(folder);
    nwd::bench::intake(folder);
    nwd::bench::reads(folder);
  } catch (const std::exception& failed) {
    fmt::print(stderr, "the benchmark stopped: {}\n", failed.what());
    return 1;
  }
  return 0;
}
