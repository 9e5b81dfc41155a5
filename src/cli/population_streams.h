// The population's file, or standard input; the results' file, or standard output.
#pragma once

#include <fstream>
#include <iostream>
#include <string>

#include "base/result.h"

namespace nwd::cli {

// Results are written beside the file they are for and moved into place by done(): a run that fails leaves what was
// there, and nothing else.
class PopulationStreams {
 public:
  PopulationStreams() = default;
  ~PopulationStreams();
  PopulationStreams(const PopulationStreams&) = delete;

  // `in` may be - and `out` empty. Not_found: no such file. Invalid: both are one file, or it cannot be written.
  Result<void> open(const std::string& in, const std::string& out);
  std::istream& in() { return file_in_.is_open() ? file_in_ : std::cin; }
  std::ostream& out() { return file_out_.is_open() ? file_out_ : std::cout; }
  Result<bool> columnar();  // a container of columns begins with its own word
  Result<void> done();      // storage_full: the results could not be written to their end

 private:
  std::ifstream file_in_;
  std::ofstream file_out_;
  std::string out_;
  std::string beside_;  // empty: nothing to move
};

}  // namespace nwd::cli
