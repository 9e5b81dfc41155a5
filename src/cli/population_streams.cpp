#include "cli/population_streams.h"

#include <unistd.h>

#include <filesystem>

#include "population/columnar.h"

namespace nwd::cli {
namespace fs = std::filesystem;

PopulationStreams::~PopulationStreams() {
  std::error_code ignored;
  if (!beside_.empty()) fs::remove(beside_, ignored);
}

Result<void> PopulationStreams::open(const std::string& in, const std::string& out) {
  if (in != "-") {
    file_in_.open(in, std::ios::binary);
    if (!file_in_) return fail(Code::not_found, "The file cannot be read: " + in);
  }
  if (out.empty()) return {};
  std::error_code failed;
  if (in != "-" && fs::equivalent(in, out, failed))
    return fail(Code::invalid, "The population and the results are one file. Name another for the results: " + out);
  const bool special = fs::exists(out, failed) && !fs::is_regular_file(out, failed);  // /dev/null, a pipe
  out_ = fs::is_symlink(out, failed) && !special ? fs::weakly_canonical(out, failed).string() : out;
  const std::string written = special ? out : out_ + ".new." + std::to_string(::getpid());
  if (!special) beside_ = written;
  file_out_.open(written, std::ios::binary | std::ios::trunc);
  if (!file_out_) return fail(Code::invalid, "The file cannot be written: " + out);
  return {};
}

Result<bool> PopulationStreams::columnar() {
  if (in().peek() != 'N') return false;
  if (!file_in_.is_open()) return true;
  std::string head(population::columnar::magic.size(), '\0');
  in().read(head.data(), static_cast<std::streamsize>(head.size()));
  in().clear();
  in().seekg(0);
  return head == population::columnar::magic;
}

Result<void> PopulationStreams::done() {
  out().flush();
  if (file_out_.is_open()) file_out_.close();
  std::error_code failed;
  if (out() && !beside_.empty()) fs::rename(beside_, out_, failed);
  if (!out() || failed)
    return fail(Code::storage_full, "The results could not be written to their end. Is the disk full?");
  beside_.clear();
  return {};
}

}  // namespace nwd::cli
