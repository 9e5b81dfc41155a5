#include "cli/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace nwd::cli {
namespace {

constexpr std::string_view head = "nwd signing key, keep secret: ";
constexpr std::size_t seed_size = 32;
constexpr std::size_t text_size = 44;  // base64 of the seed

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

Failure cannot_write(const std::string& file) {
  return fail(Code::unavailable, "The key could not be written: " + file + ". Check that its folder is there.");
}

bool write_all(int fd, ByteView bytes) {
  while (!bytes.empty()) {
    const auto done = ::write(fd, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
  return true;
}

// Never over one that is there: what it has signed would lose its key.
Result<vault::SigningKey> make_key(const std::string& file) {
  auto key = vault::SigningKey::generate();
  const Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (out.get() < 0) return cannot_write(file);
  auto text = base64(key.seed().view());
  const bool written = write_all(out.get(), bytes_of(head)) && write_all(out.get(), bytes_of(text)) &&
                       write_all(out.get(), bytes_of("\n")) && ::fsync(out.get()) == 0;
  vault::wipe(text);
  if (!written) {
    ::unlink(file.c_str());
    return cannot_write(file);
  }
  return key;
}

}  // namespace

Result<vault::SigningKey> read_key(const std::string& file) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.get() < 0) return fail(Code::not_found, "There is no key at " + file + ".");
  struct stat about{};
  if (::fstat(in.get(), &about) != 0 || (about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return fail(Code::forbidden, "Others may read the key at " + file + ". Let its owner alone: chmod 600 " + file);
  vault::SecretBytes text(head.size() + text_size + 1);
  std::size_t size = 0;
  while (size < text.size()) {
    const auto got = ::read(in.get(), text.writable().data() + size, text.size() - size);
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
  }
  const auto wrong = [&] { return fail(Code::corrupt, "This is not a signing key of nwd: " + file + "."); };
  if (size != text.size() || !text.text().starts_with(head) || !text.text().ends_with('\n')) return wrong();
  auto seed = from_base64(text.text().substr(head.size(), text_size));
  if (!seed || seed->size() != seed_size) return wrong();
  const auto secret = vault::SecretBytes::copy_of(*seed);
  vault::wipe(*seed);
  return vault::SigningKey::from(secret);
}

Result<vault::SigningKey> read_or_make_key(const std::string& file) {
  vault::initialise();  // a witness opens no database, which would
  auto key = read_key(file);
  return !key && key.error().code == Code::not_found ? make_key(file) : std::move(key);
}

std::string audit_key_file(const Settings& settings) {
  constexpr std::string_view scheme = "sqlite:";
  if (!settings.audit_key.empty()) return settings.audit_key;
  return settings.database.starts_with(scheme) ? settings.database.substr(scheme.size()) + ".audit-key" : "";
}

}  // namespace nwd::cli
