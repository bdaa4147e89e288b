;; Reads memory as fast as one thread can and only adds it up: the lower bound for every scan.
;; Eight accumulators, so that no addition waits for the previous one; 256 bytes a turn.
(module
  (import "env" "memory" (memory 1 65536 shared))
  ;; Reads the bytes from $from to $end, a positive multiple of 256.
  (func (export "sum") (param $from i32) (param $end i32) (result i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $e v128) (local $f v128) (local $g v128) (local $h v128)
    (loop $turn
      (local.set $a (i64x2.add (local.get $a) (v128.load (local.get $from))))
      (local.set $b (i64x2.add (local.get $b) (v128.load offset=16 (local.get $from))))
      (local.set $c (i64x2.add (local.get $c) (v128.load offset=32 (local.get $from))))
      (local.set $d (i64x2.add (local.get $d) (v128.load offset=48 (local.get $from))))
      (local.set $e (i64x2.add (local.get $e) (v128.load offset=64 (local.get $from))))
      (local.set $f (i64x2.add (local.get $f) (v128.load offset=80 (local.get $from))))
      (local.set $g (i64x2.add (local.get $g) (v128.load offset=96 (local.get $from))))
      (local.set $h (i64x2.add (local.get $h) (v128.load offset=112 (local.get $from))))
      (local.set $a (i64x2.add (local.get $a) (v128.load offset=128 (local.get $from))))
      (local.set $b (i64x2.add (local.get $b) (v128.load offset=144 (local.get $from))))
      (local.set $c (i64x2.add (local.get $c) (v128.load offset=160 (local.get $from))))
      (local.set $d (i64x2.add (local.get $d) (v128.load offset=176 (local.get $from))))
      (local.set $e (i64x2.add (local.get $e) (v128.load offset=192 (local.get $from))))
      (local.set $f (i64x2.add (local.get $f) (v128.load offset=208 (local.get $from))))
      (local.set $g (i64x2.add (local.get $g) (v128.load offset=224 (local.get $from))))
      (local.set $h (i64x2.add (local.get $h) (v128.load offset=240 (local.get $from))))
      (br_if $turn
        (i32.lt_u
          (local.tee $from (i32.add (local.get $from) (i32.const 256)))
          (local.get $end))))
    (local.set $a (i64x2.add (local.get $a) (local.get $b)))
    (local.set $c (i64x2.add (local.get $c) (local.get $d)))
    (local.set $e (i64x2.add (local.get $e) (local.get $f)))
    (local.set $g (i64x2.add (local.get $g) (local.get $h)))
    (local.set $a (i64x2.add (local.get $a) (local.get $c)))
    (local.set $e (i64x2.add (local.get $e) (local.get $g)))
    (local.set $a (i64x2.add (local.get $a) (local.get $e)))
    (i32.wrap_i64
      (i64.add (i64x2.extract_lane 0 (local.get $a)) (i64x2.extract_lane 1 (local.get $a))))))
