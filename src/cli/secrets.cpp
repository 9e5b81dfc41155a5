#include "cli/secrets.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <termios.h>
#include <unistd.h>

#include <array>

namespace nwd::cli {
namespace {

constexpr std::size_t longest = 1024;

// Reads up to the first line end, byte by byte, so that nothing is left in a buffer that nobody wipes.
Result<vault::SecretBytes> read_line(int fd) {
  vault::SecretBytes line(longest);
  std::size_t used = 0;
  while (true) {
    std::uint8_t byte = 0;
    const auto got = ::read(fd, &byte, 1);
    if (got < 0) return fail(Code::invalid, "The passphrase could not be read.");
    if (got == 0 || byte == '\n') break;
    if (used == longest) return fail(Code::too_large, "A passphrase has at most 1,024 bytes.");
    line.writable()[used++] = byte;
  }
  if (used > 0 && line.view()[used - 1] == '\r') --used;
  if (used == 0) return fail(Code::invalid, "The passphrase is empty.");
  return vault::SecretBytes::copy_of(line.view().first(used));
}

class NoEcho {
 public:
  explicit NoEcho(int fd) : fd_(fd), changed_(tcgetattr(fd, &before_) == 0) {
    if (!changed_) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(fd_, TCSAFLUSH, &quiet);
  }
  ~NoEcho() {
    if (changed_) tcsetattr(fd_, TCSAFLUSH, &before_);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  int fd_;
  termios before_{};
  bool changed_;
};

Result<vault::SecretBytes> ask_once(int fd, std::string_view prompt) {
  fmt::print(stderr, "{}: ", prompt);
  const NoEcho quiet(fd);
  auto line = read_line(fd);
  fmt::print(stderr, "\n");
  return line;
}

Result<vault::SecretBytes> from_file(const std::string& file) {
  if (file == "-") return read_line(STDIN_FILENO);
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail(Code::invalid, "The passphrase file could not be opened: " + file);
  auto line = read_line(fd);
  ::close(fd);
  return line;
}

}  // namespace

Result<vault::SecretBytes> ask_passphrase(std::string_view prompt, const std::string& file, bool twice) {
  if (!file.empty()) return from_file(file);
  const int tty = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (tty < 0)
    return fail(Code::invalid,
                "There is no terminal to type the passphrase at: name a --passphrase-file, or - for standard input.");
  auto first = ask_once(tty, prompt);
  if (first && twice) {
    auto again = ask_once(tty, "The same again");
    if (again && !vault::equal_constant_time(first->view(), again->view()))
      first = fail(Code::invalid, "The two passphrases differ. Nothing was changed; please start again.");
  }
  ::close(tty);
  return first;
}

}  // namespace nwd::cli
