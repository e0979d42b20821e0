#include "pipeline/version/review.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace expurge {
namespace {

using Json = nlohmann::json;

// Byte offset of a code point; the size of the text beyond the end.
size_t ByteOf(std::string_view text, size_t code_point) {
  size_t seen = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    if (seen++ == code_point) return i;
  }
  return text.size();
}

TextRange BytesOf(std::string_view text, size_t begin, size_t end) {
  return {ByteOf(text, begin), ByteOf(text, end)};
}

// Withholds `range` whatever was decided of it: decisions are cut at its edges.
void Withhold(const TextRange& range, std::vector<Decision>& decisions) {
  std::vector<Decision> cut;
  for (const Decision& decision : decisions) {
    if (!decision.range.Overlaps(range) || !decision.transmitted()) {
      cut.push_back(decision);
      continue;
    }
    const auto part = [&](size_t begin, size_t end, bool withheld) {
      if (begin >= end) return;
      Decision piece = decision;
      piece.range = {begin, end};
      if (withheld) {
        piece.ruling.action = Action::kWithhold;
        piece.ruling.symbol = Symbol::kWithhold;
        piece.ruling.liftable = false;
      }
      cut.push_back(std::move(piece));
    };
    const size_t from = std::max(decision.range.begin, range.begin);
    const size_t to = std::min(decision.range.end, range.end);
    part(decision.range.begin, from, false);
    part(from, to, true);
    part(to, decision.range.end, false);
  }
  decisions = std::move(cut);
}

bool WordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z');
}

// Every place where the words of `range` stand as whole words.
std::vector<TextRange> Everywhere(std::string_view text, const TextRange& range) {
  std::vector<TextRange> places;
  const std::string_view words = range.In(text);
  if (words.empty()) return places;
  for (size_t at = text.find(words); at != std::string_view::npos;
       at = text.find(words, at + words.size())) {
    const size_t end = at + words.size();
    const bool whole = (at == 0 || !WordByte(text[at - 1])) &&
                       (end == text.size() || !WordByte(text[end]));
    if (whole) places.push_back({at, end});
  }
  return places;
}

Result<void> ApplyLift(const Lift& lift, const TextRange& range,
                       std::vector<Decision>& decisions) {
  const auto passage = std::find_if(decisions.begin(), decisions.end(),
                                    [&](const Decision& d) { return d.range == range; });
  if (passage == decisions.end()) {
    return Fail(ErrorKind::kNeedsHuman, "review.passage", {std::to_string(lift.begin)});
  }
  if (!passage->ruling.liftable) {
    return Fail(ErrorKind::kNeedsHuman, "review.locked",
                {std::to_string(lift.begin), std::string(SymbolText(passage->ruling.symbol))});
  }
  passage->ruling.action = Action::kTransmit;
  return {};
}

Result<Review> Parse(const Json& json, const std::string& file_name, const ReviewKey& key) {
  if (json.at("original_sha256") != key.input_hash ||
      json.at("politique_sha256") != key.policy_hash ||
      json.at("destinataire") != key.recipient) {
    return Fail(ErrorKind::kNeedsHuman, "review.void", {file_name});
  }
  Review review;
  for (const Json& passage : json.at("passages")) {
    const std::string decision = passage.value("decision", "");
    if (decision.empty()) continue;
    if (decision != "lever") {
      return Fail(ErrorKind::kUsage, "review.format", {file_name, "decision = \"lever\""});
    }
    const std::string reason = passage.value("raison", "");
    if (reason.find_first_not_of(" \t") == std::string::npos) {
      return Fail(ErrorKind::kNeedsHuman, "review.reason",
                  {file_name, std::to_string(passage.at("numero").get<int>())});
    }
    review.lifts.push_back({passage.at("points").at(0), passage.at("points").at(1), reason});
  }
  for (const Json& place : json.value("retirer", Json::array())) {
    review.withheld.push_back(
        {place.at("points").at(0), place.at("points").at(1), place.value("partout", false)});
  }
  return review;
}

}  // namespace

Result<Review> ReadReview(const std::string& json, const std::string& file_name,
                          const ReviewKey& key) {
  try {
    return Parse(Json::parse(json), file_name, key);
  } catch (const Json::exception&) {
    return Fail(ErrorKind::kUsage, "review.format", {file_name, "JSON (docs/review.md)"});
  }
}

Result<void> ApplyReview(const Review& review, const Document& document,
                         std::vector<Decision>& decisions) {
  const std::string_view text = document.text.Reveal();
  for (const Lift& lift : review.lifts) {
    const Result<void> lifted = ApplyLift(lift, BytesOf(text, lift.begin, lift.end), decisions);
    if (!lifted) return lifted;
  }
  // Withholding comes last: it also takes back what a lift opened.
  for (const Withholding& more : review.withheld) {
    const TextRange range = BytesOf(text, more.begin, more.end);
    Withhold(range, decisions);
    if (!more.everywhere) continue;
    for (const TextRange& place : Everywhere(text, range)) Withhold(place, decisions);
  }
  return {};
}

}  // namespace expurge
