#include "cli/key_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace nwd::cli {
namespace {

constexpr std::string_view signing_head = "nwd signing key, keep secret: ";
constexpr std::string_view reader_head = "nwd reader key, keep secret: ";
constexpr std::size_t secret_size = 32;
constexpr std::size_t text_size = 44;  // base64 of the secret

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

// Never over one that is there: what it has signed, or opens, would lose its key.
Result<void> write_secret(const std::string& file, std::string_view head, const vault::SecretBytes& secret) {
  const Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (out.get() < 0) return cannot_write(file);
  auto text = base64(secret.view());
  const bool written = write_all(out.get(), bytes_of(head)) && write_all(out.get(), bytes_of(text)) &&
                       write_all(out.get(), bytes_of("\n")) && ::fsync(out.get()) == 0;
  vault::wipe(text);
  if (!written) {
    ::unlink(file.c_str());
    return cannot_write(file);
  }
  return {};
}

Result<vault::SecretBytes> read_secret(const std::string& file, std::string_view head) {
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
  const auto wrong = [&] {
    return fail(Code::corrupt, fmt::format("This is not a file that begins \"{}\": {}.", head, file));
  };
  if (size != text.size() || !text.text().starts_with(head) || !text.text().ends_with('\n')) return wrong();
  auto bytes = from_base64(text.text().substr(head.size(), text_size));
  if (!bytes || bytes->size() != secret_size) return wrong();
  auto secret = vault::SecretBytes::copy_of(*bytes);
  vault::wipe(*bytes);
  return secret;
}

}  // namespace

Result<vault::SigningKey> read_key(const std::string& file) {
  NWD_TRY(const auto seed, read_secret(file, signing_head));
  return vault::SigningKey::from(seed);
}

Result<vault::SigningKey> read_or_make_key(const std::string& file) {
  vault::initialise();  // a witness opens no database, which would
  auto key = read_key(file);
  if (key || key.error().code != Code::not_found) return key;
  auto made = vault::SigningKey::generate();
  NWD_CHECK(write_secret(file, signing_head, made.seed()));
  return made;
}

Result<vault::PrivateKey> read_reader_key(const std::string& file) {
  vault::initialise();
  NWD_TRY(auto secret, read_secret(file, reader_head));
  return vault::PrivateKey::from(std::move(secret));
}

Result<vault::PrivateKey> read_or_make_reader_key(const std::string& file) {
  auto key = read_reader_key(file);
  if (key || key.error().code != Code::not_found) return key;
  auto made = vault::PrivateKey::generate();
  NWD_CHECK(write_secret(file, reader_head, made.secret()));
  return made;
}

std::string audit_key_file(const Settings& settings) {
  constexpr std::string_view scheme = "sqlite:";
  if (!settings.audit_key.empty()) return settings.audit_key;
  return settings.database.starts_with(scheme) ? settings.database.substr(scheme.size()) + ".audit-key" : "";
}

}  // namespace nwd::cli
