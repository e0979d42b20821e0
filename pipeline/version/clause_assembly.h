// The clauses of a sentence around its gaps: cut into pieces, and what of them can stand put
// together again.
//
// Thread-safe: pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/version/clause_piece.h"
#include "pipeline/version/transmitted_text.h"

namespace expurge {

void Append(Tokens& to, const Tokens& from);

// A punctuation mark with the space that French sets before it.
TextToken Mark(std::string_view text);

// For each token, whether it lies inside brackets or quotation marks, which must be balanced.
std::vector<bool> InsideBrackets(const Tokens& tokens);

// Cut at gaps, commas, dashes and where a new clause begins; never inside brackets.
std::vector<Piece> CutPieces(const Tokens& tokens);

// The clauses that stand, without gaps; nothing when no sentence can be made of them.
std::optional<Tokens> AssembleClauses(const Tokens& tokens);

}  // namespace expurge
