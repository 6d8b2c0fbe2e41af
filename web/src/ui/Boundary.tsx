import { Component, type ReactNode } from 'react';
import { Button } from './Button';
import { Notice } from './Notice';

interface Props {
  readonly words: string;
  readonly again: string;
  /** Leaves it, where trying again does not help. */
  readonly onAgain?: () => void;
  readonly children: ReactNode;
}

/** Keeps a fault inside one part of the screen, so that the call beside it goes on. */
export class Boundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Notice kind="harm" live="now">
        <p>{this.props.words}</p>
        <Button
          onPress={() => {
            this.setState({ broken: false });
            this.props.onAgain?.();
          }}
        >
          {this.props.again}
        </Button>
      </Notice>
    );
  }
}
