// What a command says and how it ends. Text goes to standard output, or one JSON document with --json; errors and
// progress go to standard error.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace nwd::cli {

class Outcome {
 public:
  bool json = false;  // --json

  void say(std::string_view line) const;                // unless --json
  void give(const boost::json::value& document) const;  // only with --json
  void table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) const;
  void fail(const Error&);  // prints it and keeps its exit status
  void finish(const Result<void>& result) {
    if (!result) fail(result.error());
  }
  void findings();
  void end_with(int status) { status_ = status; }  // where a protocol says how a program ends
  [[nodiscard]] int status() const { return status_; }

 private:
  int status_ = 0;
};

// A line on standard error that is written over, when it is a terminal: "Importing  12,000 of 23,587". Silent
// otherwise.
class ProgressLine {
 public:
  ProgressLine(std::string_view doing, bool quiet);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(std::int64_t done, std::optional<std::int64_t> of);

 private:
  std::string doing_;
  bool visible_;
  std::int64_t last_percent_ = -1;
};

std::string with_commas(std::int64_t);  // 23,587

}  // namespace nwd::cli
