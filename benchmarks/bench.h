// What each benchmark prints: a figure, and beside it the peer or limit measured in the same run. See README.md.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "base/result.h"

namespace nwd::bench {

using Seconds = std::chrono::duration<double>;

inline double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return Seconds(std::chrono::steady_clock::now() - start).count();
}

template <class T>
T need(Result<T> result) {
  if (!result) {
    std::string why = result.error().message + " " + result.error().detail;
    throw std::runtime_error(why);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// A folder of its own, gone afterwards.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string path(const std::string& file) const { return (folder_ / file).string(); }

 private:
  std::filesystem::path folder_;
};

// `good`: the figure meets the goal that docs/quality.md states for it.
void line(const std::string& what, const std::string& figure, const std::string& beside, bool good);
// A figure without a goal.
void note(const std::string& what, const std::string& figure, const std::string& beside);

void intake(const Folder&);
void reads(const Folder&);
void engines(const Folder&);
void audit_log(const Folder&);
void search(const Folder&);
void populations();
void proofs();

inline constexpr const char* passphrase = "only for the demonstration";

}  // namespace nwd::bench
