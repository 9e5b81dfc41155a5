#include "drafting/desk.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

namespace nwd::drafting {

namespace {

constexpr int behind_everybody = 10;  // as of nice(1)

// Of this thread alone, on Linux. Where it cannot be done, proofs run like anything else.
void yield_to_others() {
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), behind_everybody));
}

}  // namespace

Desk::Desk(const DeskLimits& limits, std::function<Moment()> now)
    : limits_(limits), now_(std::move(now)), thread_([this] { run(); }) {}

Desk::~Desk() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_.notify_all();
  news_.notify_all();
  thread_.join();
}

Result<Found> Desk::ask(access::MemberId member, const std::string& key, const Make& make) {
  std::unique_lock lock(mutex_);
  auto question = find(key);
  leave_others(member, question.get());
  if (!question) {
    if (line_.size() >= limits_.waiting)
      return fail(Code::busy, "Several charters are being proved right now. Please try again in a moment.");
    question = std::make_shared<Question>(Question{key, {}, make, {}});
    line_.push_back(question);
    work_.notify_one();
  }
  question->askers[member] = now_();
  if (question->found.complete || patient_ >= limits_.patient) return question->found;
  ++patient_;
  news_.wait_for(lock, limits_.patience, [&] { return stopping_ || question->found.complete; });
  --patient_;
  return question->found;
}

Desk::QuestionPtr Desk::find(const std::string& key) {
  const auto same = [&](const QuestionPtr& q) { return q->key == key; };
  if (const auto at = std::find_if(line_.begin(), line_.end(), same); at != line_.end()) return *at;
  const auto at = std::find_if(answered_.begin(), answered_.end(), same);
  if (at == answered_.end()) return nullptr;
  answered_.splice(answered_.begin(), answered_, at);
  return answered_.front();
}

// A member who asks something else has left what was asked before.
void Desk::leave_others(access::MemberId member, const Question* but) {
  for (const auto& q : line_)
    if (q.get() != but) q->askers.erase(member);
  const bool running = !line_.empty();
  const auto first = line_.begin();
  for (auto it = running ? std::next(first) : first; it != line_.end();)
    it = (*it)->askers.empty() ? line_.erase(it) : std::next(it);
}

bool Desk::wanted(Question& question) {
  const auto now = now_();
  std::erase_if(question.askers, [&](const auto& asker) { return now - asker.second > limits_.unasked; });
  return !question.askers.empty();
}

void Desk::run() {
  yield_to_others();
  std::unique_lock lock(mutex_);
  while (true) {
    work_.wait(lock, [&] { return stopping_ || !line_.empty(); });
    if (stopping_) return;
    const auto question = line_.front();
    lock.unlock();
    answer(question);
    lock.lock();
    std::erase(line_, question);  // unless it was answered, it was given up
    news_.notify_all();
  }
}

void Desk::answer(const QuestionPtr& question) {
  const auto begun = now_();
  const auto goes_on = [&] {
    const std::lock_guard lock(mutex_);
    return !stopping_ && wanted(*question);
  };
  const auto tell = [&](Found found) {
    const std::lock_guard lock(mutex_);
    question->found = std::move(found);
    if (!question->found.complete) return false;
    std::erase(line_, question);
    if (!question->found.error) keep(question);
    news_.notify_all();
    return true;
  };
  if (!goes_on()) return;
  const auto work = question->make();
  while (goes_on()) {
    const bool late = now_() - begun > limits_.whole;
    if (tell(late ? work->give_up() : work->step())) return;
  }
}

void Desk::keep(const QuestionPtr& question) {
  question->askers.clear();
  answered_.push_front(question);
  if (answered_.size() > limits_.kept) answered_.pop_back();
}

}  // namespace nwd::drafting
