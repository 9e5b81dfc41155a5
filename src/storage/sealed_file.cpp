#include "storage/sealed_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "storage/sealed_head.h"
#include "storage/sync_folder.h"

namespace nwd::storage {
namespace {

constexpr std::size_t chunk_size = std::size_t{64} << 10U;
constexpr std::size_t tag_size = crypto_secretstream_xchacha20poly1305_ABYTES;

Failure cannot_write() {
  return fail(Code::storage_full, "The backup could not be written to its end. Is the disk full?");
}
Failure taken(const std::filesystem::path& path) {
  return fail(Code::conflict, "There is a file already: " + path.string() + ". Choose another name.");
}
Failure damaged() {
  return fail(Code::corrupt, "This backup is damaged or was cut off. Nothing of it was used. Try another one.");
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

bool write_all(std::FILE* out, ByteView bytes) {
  return std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size();
}
bool read_all(std::FILE* in, std::span<std::uint8_t> bytes) {
  return std::fread(bytes.data(), 1, bytes.size(), in) == bytes.size();
}

// A name that has come up meanwhile is not written over, where the file system can tell (FAT cannot).
Result<void> give_name(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return {};
  if (errno == EEXIST) return taken(to);
  if (errno != EINVAL && errno != ENOSYS) return cannot_write();
  if (std::filesystem::exists(to)) return taken(to);
  if (std::rename(from.c_str(), to.c_str()) != 0) return cannot_write();
  return {};
}

}  // namespace

struct SealedWriter::Stream {
  std::filesystem::path path;
  std::filesystem::path part;
  File file;
  StreamState state{};
  Bytes buffer{};
  std::int64_t bytes = 0;
  bool finished = false;
};

SealedWriter::SealedWriter(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}

SealedWriter::~SealedWriter() {
  sodium_memzero(stream_->buffer.data(), stream_->buffer.size());
  sodium_memzero(&stream_->state, sizeof stream_->state);
  std::error_code ignored;
  if (!stream_->finished) std::filesystem::remove(stream_->part, ignored);
}

std::int64_t SealedWriter::bytes() const { return stream_->bytes; }

Result<std::unique_ptr<SealedWriter>> SealedWriter::create(const std::filesystem::path& path,
                                                           std::string_view passphrase, const BackupCost& cost) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return taken(path);
  const std::filesystem::path part = path.string() + ".part";
  std::filesystem::remove(part, ignored);  // of a backup that was broken off
  const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return fail(Code::invalid, "The backup cannot be written here: " + path.string());
  auto stream = std::make_unique<Stream>();
  stream->path = path;
  stream->part = part;
  stream->file.reset(::fdopen(fd, "wb"));
  std::unique_ptr<SealedWriter> writer(new SealedWriter(std::move(stream)));
  NWD_TRY(const auto head, make_head(passphrase, cost, writer->stream_->state));
  if (!write_all(writer->stream_->file.get(), head)) return cannot_write();
  writer->stream_->bytes = static_cast<std::int64_t>(head.size());
  return writer;
}

Result<void> SealedWriter::put(ByteView bytes) {
  auto& buffer = stream_->buffer;
  while (!bytes.empty()) {
    const auto room = std::min(chunk_size - buffer.size(), bytes.size());
    buffer.insert(buffer.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(room));
    bytes = bytes.subspan(room);
    if (buffer.size() == chunk_size) NWD_CHECK(flush(false));
  }
  return {};
}

Result<void> SealedWriter::flush(bool last) {
  auto& buffer = stream_->buffer;
  Bytes sealed(4 + buffer.size() + tag_size);
  for (std::size_t i = 0; i < 4; ++i) sealed[i] = static_cast<std::uint8_t>(buffer.size() >> (24 - 8 * i));
  crypto_secretstream_xchacha20poly1305_push(
      &stream_->state, sealed.data() + 4, nullptr, buffer.data(), buffer.size(), nullptr, 0,
      last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
  if (!write_all(stream_->file.get(), sealed)) return cannot_write();
  stream_->bytes += static_cast<std::int64_t>(sealed.size());
  sodium_memzero(buffer.data(), buffer.size());
  buffer.clear();
  return {};
}

Result<void> SealedWriter::finish() {
  NWD_CHECK(flush(true));
  auto* out = stream_->file.get();
  if (std::fflush(out) != 0 || ::fsync(::fileno(out)) != 0) return cannot_write();
  NWD_CHECK(give_name(stream_->part, stream_->path));
  stream_->finished = true;
  if (!sync_folder_of(stream_->path)) return cannot_write();
  return {};
}

struct SealedReader::Stream {
  File file;
  Head head{};
  SealedKeys keys;
  StreamState state{};
  Bytes chunk{};
  std::size_t used = 0;
  bool last = false;
  std::int64_t bytes = 0;

  void wipe() { sodium_memzero(chunk.data(), chunk.size()); }
};

SealedReader::SealedReader(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}

SealedReader::~SealedReader() {
  stream_->wipe();
  sodium_memzero(&stream_->state, sizeof stream_->state);
}

std::int64_t SealedReader::bytes() const { return stream_->bytes; }

Result<std::unique_ptr<SealedReader>> SealedReader::open(const std::filesystem::path& path,
                                                         std::string_view passphrase) {
  auto stream = std::make_unique<Stream>();
  stream->file.reset(std::fopen(path.c_str(), "rbe"));
  if (!stream->file) return fail(Code::not_found, "The backup cannot be opened: " + path.string());
  if (!read_all(stream->file.get(), stream->head))
    return fail(Code::corrupt, "This file is not a backup of nwd: " + path.string());
  NWD_CHECK(open_head(stream->head, passphrase, stream->keys));
  std::unique_ptr<SealedReader> reader(new SealedReader(std::move(stream)));
  NWD_CHECK(reader->rewind());
  return reader;
}

Result<void> SealedReader::rewind() {
  if (std::fseek(stream_->file.get(), static_cast<long>(head_size), SEEK_SET) != 0) return damaged();
  stream_->wipe();
  stream_->chunk.clear();
  stream_->used = 0;
  stream_->last = false;
  stream_->bytes = static_cast<std::int64_t>(head_size);
  return begin_stream(stream_->head, stream_->keys, stream_->state);
}

Result<void> SealedReader::next_chunk() {
  std::array<std::uint8_t, 4> size{};
  auto* in = stream_->file.get();
  if (!read_all(in, size)) return damaged();
  std::size_t length = 0;
  for (const auto byte : size) length = (length << 8U) | byte;
  if (length > chunk_size) return damaged();
  Bytes sealed(length + tag_size);
  if (!read_all(in, sealed)) return damaged();
  stream_->wipe();
  stream_->chunk.assign(length, 0);
  stream_->used = 0;
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&stream_->state, stream_->chunk.data(), nullptr, &tag, sealed.data(),
                                                 sealed.size(), nullptr, 0) != 0) {
    stream_->chunk.clear();
    return damaged();
  }
  stream_->bytes += static_cast<std::int64_t>(size.size() + sealed.size());
  stream_->last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return {};
}

Result<void> SealedReader::take(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    if (stream_->used == stream_->chunk.size()) {
      if (stream_->last) return damaged();
      NWD_CHECK(next_chunk());
      continue;
    }
    const auto size = std::min(out.size(), stream_->chunk.size() - stream_->used);
    std::memcpy(out.data(), stream_->chunk.data() + stream_->used, size);
    stream_->used += size;
    out = out.subspan(size);
  }
  return {};
}

Result<bool> SealedReader::at_end() {
  while (stream_->used == stream_->chunk.size() && !stream_->last) NWD_CHECK(next_chunk());
  if (stream_->used < stream_->chunk.size()) return false;
  return std::fgetc(stream_->file.get()) == EOF ? Result<bool>(true) : damaged();
}

}  // namespace nwd::storage
